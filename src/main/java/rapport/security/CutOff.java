package rapport.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.web.filter.OncePerRequestFilter;
import rapport.nodes.Nodes;

/**
 * While the database does not answer this node, says so at once instead of having everybody wait for it; and while there is hardly
 * any room on its disk, takes in nothing new, before the database stumbles over it. Nothing is recorded then, so whoever asks
 * again, here or at another node, does nothing twice.
 */
final class CutOff extends OncePerRequestFilter {

    /** Who cannot sign in cannot read either, and who wants to leave must be able to. */
    private static final Set<String> ALSO_WITHOUT_ROOM = Set.of("/sign-in", "/sign-out");

    private final Nodes nodes;
    private final BooleanSupplier hasRoom;

    CutOff(Nodes nodes, BooleanSupplier hasRoom) {
        this.nodes = nodes;
        this.hasRoom = hasRoom;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Commits.forget();
        if (nodes.isCutOff()) {
            Unavailable.write(request, response, Unavailable.GONE);
        } else if (wantsRoom(request) && !hasRoom.getAsBoolean()) {
            Unavailable.write(request, response, Unavailable.FULL);
        } else {
            try {
                chain.doFilter(request, response);
            } catch (ServletException | RuntimeException e) {
                var sentence = Unavailable.sentence(request, response, e);
                if (sentence.isEmpty()) {
                    throw e;
                }
                sayInstead(request, response, sentence.get());
            }
        }
    }

    private static void sayInstead(HttpServletRequest request, HttpServletResponse response, String sentence)
            throws IOException {
        if (response.isCommitted()) {
            // It was said already, and only what comes behind an answer has failed.
            return;
        }
        response.reset();
        Headers.write(response);
        // What the web server finds here it would answer once more, by an error page that needs the database.
        request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Unavailable.write(request, response, sentence);
        response.flushBuffer();
    }

    private static boolean wantsRoom(HttpServletRequest request) {
        return !Gate.SAFE.contains(request.getMethod()) && !ALSO_WITHOUT_ROOM.contains(request.getRequestURI());
    }
}
