package rapport.web;

/** What two people go through when they end a 1:1, each with a page of its own. */
enum WrapUpStep {
    TOOK_PLACE("", "It took place"),
    TALKED("/talked", "What you talked about"),
    PROMISED("/promised", "What you promised"),
    NEXT("/next", "The next 1:1");

    private final String path;
    private final String title;

    WrapUpStep(String path, String title) {
        this.path = path;
        this.title = title;
    }

    String path() {
        return path;
    }

    String title() {
        return title;
    }
}
