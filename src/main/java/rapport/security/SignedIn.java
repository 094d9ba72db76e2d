package rapport.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import rapport.parties.Actor;

/** Proof, for the rest of a request or a session, of who is asking and through which door. */
final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    SignedIn(Actor actor) {
        super(List.of());
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getName() {
        return actor.person().toString();
    }
}
