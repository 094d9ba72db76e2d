package rapport.web;

import rapport.commitments.CommitmentActKind;

/** What was just done, told once on the next page. Travels as its name, never as words. */
enum Confirmation {
    SET_UP("Rapport is set up, and you are signed in."),
    STARTED("Added. You can now record what you promise each other."),
    ENDED("The relationship has ended. Its history stays readable."),
    MADE("The promise is recorded."),
    KEEP("Recorded: it was kept."),
    CONFIRM("Recorded: it was kept, and that is agreed."),
    DISPUTE("Recorded: it was not kept as promised. The promise is open again."),
    MISS("Recorded: it was missed. It can still be kept late."),
    RELEASE("Recorded: nothing is owed any more."),
    WITHDRAW("Recorded: the promise was taken back."),
    DECLINE("Recorded: this was not promised."),
    PROPOSE_DATE("The new date is proposed. Until it is agreed to, the old one stands."),
    ACCEPT_DATE("Agreed: the new date stands."),
    REFUSE_DATE("Recorded: the old date stands.");

    private final String sentence;

    Confirmation(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    static Confirmation of(CommitmentActKind kind) {
        return switch (kind) {
            case KEEP -> KEEP;
            case CONFIRM -> CONFIRM;
            case DISPUTE -> DISPUTE;
            case MISS -> MISS;
            case RELEASE -> RELEASE;
            case WITHDRAW -> WITHDRAW;
            case DECLINE -> DECLINE;
            case PROPOSE_DATE -> PROPOSE_DATE;
            case ACCEPT_DATE -> ACCEPT_DATE;
            case REFUSE_DATE -> REFUSE_DATE;
        };
    }
}
