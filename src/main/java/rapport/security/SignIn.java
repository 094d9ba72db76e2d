package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import rapport.parties.Actor;

/** Signs a person in who has proved who they are, in whichever way. */
public final class SignIn {

    /** Whoever has not been here for this long signs in again. */
    private static final Duration IDLE = Duration.ofDays(7);

    private SignIn() {}

    /** Gives them a session of their own, so that no id or form token from before is worth anything. */
    public static void as(Actor actor, HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(true);
        request.changeSessionId();
        session.setMaxInactiveInterval((int) IDLE.toSeconds());
        renewFormToken(request, response);
        var context = new SecurityContextImpl(new SignedIn(actor));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    // Also for the forms on the page that is the answer to this very request.
    private static void renewFormToken(HttpServletRequest request, HttpServletResponse response) {
        var tokens = new HttpSessionCsrfTokenRepository();
        var fresh = tokens.generateToken(request);
        tokens.saveToken(fresh, request, response);
        new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> fresh);
    }
}
