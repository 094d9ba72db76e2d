package rapport.webhooks;

import rapport.reminders.Way.Outcome;

/** What came of sending one message, as a person is told. */
public enum Result {
    ARRIVED(Outcome.SENT, "It went through."),
    /** Also for a name that leads where nothing is sent: whoever asks learns nothing about names in a private network. */
    NO_PLACE(Outcome.TRY_AGAIN, "Its name leads to no place on the internet that Rapport sends to."),
    NO_CONNECTION(Outcome.TRY_AGAIN, "Nobody answered there."),
    NOT_SECURE(
            Outcome.TRY_AGAIN,
            "The connection was not secure: the certificate has run out, is for another name, or is from nobody known."),
    TOO_SLOW(Outcome.TRY_AGAIN, "There was no answer in time."),
    NONSENSE(Outcome.TRY_AGAIN, "What came back was not an answer that can be understood."),
    BUSY(Outcome.TRY_AGAIN, "It was busy and asked to be tried later."),
    TROUBLE(Outcome.TRY_AGAIN, "It said that something was wrong on its side."),
    BUSY_HERE(Outcome.TRY_AGAIN, "Rapport had too much to send at once."),
    ELSEWHERE(Outcome.GIVEN_UP, "It pointed to another address, which Rapport does not follow. Add that one instead."),
    REFUSED(Outcome.GIVEN_UP, "It refused the message."),
    GONE(Outcome.GIVEN_UP, "It said that this address is closed for good."),
    UNREADABLE(Outcome.GIVEN_UP, "Its address cannot be read any more. Delete it here and add it anew.");

    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final int CLOSED = 410;

    private final Outcome outcome;
    private final String sentence;

    Result(Outcome outcome, String sentence) {
        this.outcome = outcome;
        this.sentence = sentence;
    }

    /** What an answer of this status means. */
    static Result of(int status) {
        return switch (status) {
            case TIMED_OUT, TOO_EARLY, TOO_MANY -> BUSY;
            case CLOSED -> GONE;
            default ->
                switch (status / 100) {
                    case 2 -> ARRIVED;
                    case 3 -> ELSEWHERE;
                    case 4 -> REFUSED;
                    case 5 -> TROUBLE;
                    default -> NONSENSE;
                };
        };
    }

    Outcome outcome() {
        return outcome;
    }

    /** What happened, in a sentence. */
    public String sentence() {
        return sentence;
    }
}
