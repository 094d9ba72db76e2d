package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import rapport.shared.RuleBroken;

/** A short answer for a request that no room ever sees: plain text for people, problem+json for programs. */
public final class Refusal {

    private Refusal() {}

    /** @param sentence one of our own; never anything that came with the request */
    public static void write(HttpServletRequest request, HttpServletResponse response, int status, String sentence)
            throws IOException {
        write(request, response, status, sentence, "");
    }

    /** The same for a rule, whose code programs are told. */
    static void write(HttpServletRequest request, HttpServletResponse response, int status, RuleBroken broken)
            throws IOException {
        write(request, response, status, broken.sentence(), ",\"rule\":\"" + broken.rule() + "\"");
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, int status, String sentence, String more)
            throws IOException {
        // Without an address where the request could not be read so far.
        var address = Objects.requireNonNullElse(request.getRequestURI(), "");
        var forPrograms = address.equals("/api") || address.startsWith("/api/");
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(forPrograms ? "application/problem+json" : "text/plain;charset=UTF-8");
        response.getOutputStream()
                .write((forPrograms ? problem(status, sentence, more) : sentence + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The same for programs alone, where the request no longer shows that it came from one. */
    public static void problem(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(problem(status, sentence, "").getBytes(StandardCharsets.UTF_8));
    }

    private static String problem(int status, String sentence, String more) {
        return """
                {"status":%d,"title":"%s","detail":"%s"%s}""".formatted(status, titleOf(status), sentence, more);
    }

    /** A few words for a status. */
    public static String titleOf(int status) {
        return switch (status) {
            case 400 -> "Malformed request";
            case 401 -> "Not signed in";
            case 403 -> "Refused";
            case 404 -> "Not there";
            case 405 -> "Not possible here";
            case 406 -> "Not available in that form";
            case 409 -> "Against a rule";
            case 413 -> "Too large";
            case 415 -> "Unknown kind of content";
            case 421 -> "Wrong name";
            case 422 -> "Not quite right";
            case 429 -> "Too many requests";
            case 503 -> "Not possible now";
            default -> "Something went wrong";
        };
    }
}
