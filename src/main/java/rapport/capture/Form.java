package rapport.capture;

/** The forms that a line can take. */
public enum Form {
    PROMISE("promise", "promise %s: the figures by Friday", "a promise, with the day by which it is due"),
    THANKS("thanks", "thanks %s: you stayed calm in that meeting", "what was good, and why"),
    GUIDANCE("guidance", "guidance %s: say the price at the beginning", "what could be better, and how"),
    CONCERN("concern", "concern %s: two of us are leaving", "what weighs on you; the other one owes an answer"),
    RUPTURE("rupture", "rupture %s: I cut you off in front of everybody", "what strained you; yours alone at first"),
    TOPIC("topic", "topic %s: the budget for next year", "something to talk about at the next 1:1"),
    NOTE("note", "note %s: prefers to be asked in writing", "something to remember; yours alone"),
    ASKED_FEEDBACK("asked feedback", "asked feedback %s: how I led the review", "what you would like to hear about"),
    KEPT("kept", "kept the figures", "that a promise was kept");

    private final String word;
    private final String example;
    private final String purpose;

    Form(String word, String example, String purpose) {
        this.word = word;
        this.example = example;
        this.purpose = purpose;
    }

    /** With what a line of this form begins. */
    public String word() {
        return word;
    }

    /** A whole line, to somebody of this name. */
    public String example(String name) {
        return String.format(java.util.Locale.ROOT, example, name).replace(" :", ":");
    }

    /** What it is for, in a few words. */
    public String purpose() {
        return purpose;
    }
}
