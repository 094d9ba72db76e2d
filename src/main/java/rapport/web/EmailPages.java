package rapport.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.mail.Email;
import rapport.mail.Switch;
import rapport.security.PublicAddress;

/** Makes the page on which letters are switched on and off. */
@Component
class EmailPages {

    static final String ASK = "ask-address";
    static final String WORDS = "letters-with-words";
    static final String TRY = "try-letters";
    static final String ON = "letters-on";

    private final Email email;
    private final People people;
    private final PublicAddress here;
    private final Frames frames;

    EmailPages(Email email, People people, PublicAddress here, Frames frames) {
        this.email = email;
        this.people = people;
        this.here = here;
        this.frames = frames;
    }

    EmailPage of(Visit visit) {
        var set = email.of(visit.viewer());
        var address = set.address();
        var waiting = set.waiting();
        return new EmailPage(
                frames.around(visit, "Email", "settings"),
                set.possible(),
                address == null ? "" : address,
                address == null ? "" : state(set),
                set.offBy() == Switch.OffBy.CAME_BACK
                        ? "Three letters in a row came back because there is no such mailbox, so no more are sent."
                        : null,
                waiting == null ? "" : waiting,
                here.isSet() ? null : here.origin(),
                set.possible() && set.on() ? words(set, visit) : null,
                address == null ? List.of() : forms(set, visit),
                set.possible() ? ask(set, visit) : null);
    }

    private static String state(Switch set) {
        if (set.on()) {
            return set.words() ? "Letters are on, and hold what was written." : "Letters are on, without words.";
        }
        return set.offBy() == Switch.OffBy.LINK
                ? "Letters are off: they were switched off by the link in one of them."
                : "Letters are off.";
    }

    private static FormView words(Switch set, Visit visit) {
        return new FormBuilder(WORDS, Addressed.EMAIL + "/on", visit)
                .tick(
                        "words",
                        "Letters may hold what was written",
                        set.words(),
                        "Then what you and the other wrote leaves this server in every letter, readable for whoever runs "
                                + "your mail. Otherwise a letter says how much is open and where to look.")
                .build("Words in letters", "Save", false);
    }

    private static List<FormView> forms(Switch set, Visit visit) {
        var forms = new ArrayList<FormView>();
        if (set.on()) {
            if (set.possible()) {
                forms.add(new FormBuilder(TRY, Addressed.EMAIL + "/try", visit)
                        .build("Send a test letter", "Send a test letter", false));
            }
            forms.add(new FormBuilder("letters-off", Addressed.EMAIL + "/off", visit)
                    .build("Switch letters off", "Switch letters off", false));
        } else if (set.possible()) {
            var on = new FormBuilder(ON, Addressed.EMAIL + "/on", visit);
            if (set.words()) {
                on.hidden("words", "true");
            }
            forms.add(on.build("Switch letters on", "Switch letters on", true));
        }
        forms.add(new FormBuilder("forget-address", Addressed.EMAIL + "/forget", visit)
                .build("Forget this address", "Forget this address", false));
        return forms;
    }

    private FormView ask(Switch set, Visit visit) {
        var first = set.address() == null;
        return new FormBuilder(ASK, Addressed.EMAIL, visit)
                .requiredEmail("address", "Your e-mail address", first ? suggested(visit, set.waiting()) : "")
                .build(
                        first ? "Get letters before a 1:1" : "Use another address",
                        "Send a letter to confirm it",
                        first);
    }

    // The address by which others know this person is most likely the one; it still has to be confirmed.
    private String suggested(Visit visit, @Nullable String waiting) {
        if (waiting != null) {
            return waiting;
        }
        return people.find(visit.viewer())
                .map(person -> person.details().email())
                .orElse("");
    }
}
