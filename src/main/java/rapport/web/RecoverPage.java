package rapport.web;

/** Where one comes back who has lost the passphrase. */
public record RecoverPage(Frame frame, FormView form) {

    @Override
    public String toString() {
        return "RecoverPage[•]";
    }
}
