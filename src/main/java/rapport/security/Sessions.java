package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;

/** Where a person is signed in, and how that ends everywhere at once. */
@Component
public class Sessions {

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final Durability durability;

    Sessions(FindByIndexNameSessionRepository<? extends Session> repository, Durability durability) {
        this.repository = repository;
        this.durability = durability;
    }

    /** A browser in which somebody is signed in. */
    public record SignedInBrowser(Instant since, Instant lastUsed, boolean isThisOne) {}

    /** Where this person is signed in, the one that asks first, then the most recently used. */
    public List<SignedInBrowser> of(PersonId person, HttpServletRequest asking) {
        var own = idOf(asking);
        return repository.findByPrincipalName(person.toString()).values().stream()
                .map(session -> new SignedInBrowser(
                        session.getCreationTime(),
                        session.getLastAccessedTime(),
                        session.getId().equals(own)))
                .sorted(Comparator.comparing(SignedInBrowser::isThisOne)
                        .thenComparing(SignedInBrowser::lastUsed)
                        .reversed())
                .toList();
    }

    /** Ends every session of this person. When it returns, none of their cookies is worth anything, after a crash either. */
    public void endAll(PersonId person) {
        end(person, "");
    }

    /** Ends every session of this person but the one that asks. */
    public void endOthers(PersonId person, HttpServletRequest asking) {
        end(person, idOf(asking));
    }

    private void end(PersonId person, String but) {
        repository.findByPrincipalName(person.toString()).keySet().stream()
                .filter(id -> !id.equals(but))
                .forEach(repository::deleteById);
        durability.await();
    }

    private static String idOf(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? "" : session.getId();
    }
}
