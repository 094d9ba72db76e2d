package rapport.security;

import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;

/** Proof, for the rest of a request or a session, of who is asking and through which door. */
final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    // As plain as can be, since it is stored with the session.
    private final UUID person;
    private final Channel channel;

    SignedIn(Actor actor) {
        super(List.of());
        this.person = actor.person().value();
        this.channel = actor.channel();
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Actor getPrincipal() {
        return new Actor(new PersonId(person), channel);
    }

    @Override
    public String getName() {
        return person.toString();
    }
}
