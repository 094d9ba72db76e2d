package rapport.journeys;

/** What the pages say, as far as journeys go by it: labels, buttons and headings, as people read them. */
final class Said {

    // Coming in
    static final String NAME_OR_ADDRESS = "Name or e-mail address";
    static final String PASSPHRASE = "Passphrase";
    static final String SIGN_IN = "Sign in";
    static final String SIGN_OUT = "Sign out";
    static final String SIGNED_OUT = "You are signed out.";
    static final String YOUR_NAME = "Your name";
    static final String A_PASSPHRASE = "A passphrase";
    static final String NEW_PASSPHRASE = "A new passphrase";
    static final String PRESENT_PASSPHRASE = "Your present passphrase";
    static final String RECOVERY_CODE = "Recovery code";
    static final String LOST = "I have lost my passphrase";
    static final String SET_UP = "Set up Rapport";

    // Places
    static final String TODAY = "Today";
    static final String PEOPLE = "People";
    static final String SETTINGS = "Settings";
    static final String HISTORY = "History";
    static final String ONE_ON_ONES = "1:1s and trust";
    static final String AUDIT = "Audit";

    // Acts
    static final String RECORD_IT = "Record it";
    static final String KEPT = "I kept it";
    static final String YES_KEPT = "Yes, it was kept";
    static final String NOT_AS_PROMISED = "No, not as promised";
    static final String ANSWER = "Answer";
    static final String SETTLES = "That settles it";
    static final String ADD_TOPIC = "Add a topic";
    static final String TALKED = "We talked about it";
    static final String WRAP_UP_TODAYS = "Wrap up today’s 1:1";
    static final String NAME_STRAIN = "Name a strain";
    static final String SAY_IMPACT = "Say what it did to me";
    static final String OFFER_REPAIR = "Own it and offer a repair";
    static final String ACCEPT_REPAIR = "Accept the repair";
    static final String NOTE_CHANGE = "Note how the change goes";
    static final String MENDED = "It is mended";

    private Said() {}
}
