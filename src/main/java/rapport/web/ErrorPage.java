package rapport.web;

/** What is said where there is no page to show. */
public record ErrorPage(Frame frame, String title, String sentence) {}
