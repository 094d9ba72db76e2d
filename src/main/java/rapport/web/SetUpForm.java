package rapport.web;

/** The form of the first set-up. */
final class SetUpForm {

    static final String KEY = "set-up";
    static final String ABOUT_PASSPHRASES =
            "At least 8 characters; a few words are best. Nobody can look it up for you later.";

    private SetUpForm() {}

    static FormView of(Visit visit, String token) {
        return new FormBuilder(KEY, "/setup", visit)
                .hidden("token", token)
                .line("name", "Your name", "name")
                .email("email", "Your e-mail address, if you like", "email")
                .secret("passphrase", "A passphrase", ABOUT_PASSPHRASES, "new-password")
                .begun()
                .build("Set up Rapport", "Set up Rapport", true);
    }
}
