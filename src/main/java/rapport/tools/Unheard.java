package rapport.tools;

/** Nobody listens, looks or answers. */
enum Unheard implements Console {
    INSTANCE;

    @Override
    public void say(String sentence) {
        // nobody listens
    }

    @Override
    public void progress(String what, long done, long of) {
        // nobody looks
    }

    @Override
    public String ask(String question) {
        return "";
    }
}
