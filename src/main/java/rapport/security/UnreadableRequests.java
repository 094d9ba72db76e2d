package rapport.security;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that the web server itself cannot make sense of, before any of our gates sees them. Public because
 * the web server makes it by its name.
 */
public final class UnreadableRequests extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            Headers.write(response);
            Refusal.write(request, response, status, sentence(status));
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            // Nobody is listening any more.
        }
    }

    private static String sentence(int status) {
        return status < 500 ? "This request cannot be understood." : "Something went wrong on our side.";
    }
}
