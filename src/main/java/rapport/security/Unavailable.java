package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import rapport.eventstore.Outage;

/**
 * What is said while the database cannot be used. Only where nothing can have been recorded, because whoever hears it may ask
 * again, and a proxy does: once a request has begun to commit something, nobody can tell, and it is answered as any other
 * failure.
 */
public final class Unavailable {

    public static final int STATUS = 503;

    static final String GONE =
            "Rapport cannot reach its database right now. Nothing was recorded; try again in a moment.";
    static final String BUSY =
            "Rapport has more to do right now than it can. Nothing was recorded; try again in a moment.";
    static final String FULL = "There is no room left on the disk that Rapport writes to. Nothing was recorded; "
            + "please tell whoever runs it.";
    static final String BROKEN =
            "Rapport could not write to its disk and has to be started again. Nothing was recorded now; "
                    + "please tell whoever runs it.";

    private Unavailable() {}

    /**
     * The sentence for a request that failed like this, and in the answer's head when to ask again; empty if it is something else, or
     * something may have been recorded.
     */
    public static Optional<String> sentence(
            HttpServletRequest request, HttpServletResponse response, Throwable failure) {
        if (!Gate.SAFE.contains(request.getMethod()) && Commits.hasBegun()) {
            return Optional.empty();
        }
        var sentence = Outage.behind(failure).map(outage -> switch (outage) {
            case GONE -> GONE;
            case BUSY -> BUSY;
            case FULL -> FULL;
            case BROKEN -> BROKEN;
        });
        sentence.ifPresent(said -> sayWhen(response, said));
        return sentence;
    }

    static void write(HttpServletRequest request, HttpServletResponse response, String sentence) throws IOException {
        sayWhen(response, sentence);
        Refusal.write(request, response, STATUS, sentence);
    }

    private static void sayWhen(HttpServletResponse response, String sentence) {
        response.setHeader("Retry-After", sentence.equals(FULL) || sentence.equals(BROKEN) ? "60" : "5");
    }
}
