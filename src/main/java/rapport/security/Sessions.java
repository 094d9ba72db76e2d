package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;
import rapport.eventstore.Durability;
import rapport.nodes.Nodes;
import rapport.nodes.Topic;
import rapport.parties.PersonId;

/** Where a person is signed in, and how that ends everywhere at once. */
@Component
public class Sessions {

    /** No matter whose they were: each node looks after all that are open there. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final HttpSessionIdResolver ids;
    private final Durability durability;
    private final Nodes nodes;
    private final List<Runnable> whenEnded = new CopyOnWriteArrayList<>();

    Sessions(
            FindByIndexNameSessionRepository<? extends Session> repository,
            HttpSessionIdResolver ids,
            Durability durability,
            Nodes nodes) {
        this.nodes = nodes;
        nodes.hear(Topic.SESSIONS, _ -> tellHere());
        this.repository = repository;
        this.ids = ids;
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

    /** A session as it was found, and who is signed in by it. */
    public record Held(String id, PersonId person) {

        @Override
        public String toString() {
            return "Held[•]";
        }
    }

    /**
     * Who is signed in by the cookie of this request. Looking so does not count as using the session: it ends as if this
     * request had never come.
     */
    public Optional<Held> peek(HttpServletRequest request) {
        return ids.resolveSessionIds(request).stream()
                .flatMap(id -> held(id).stream())
                .findFirst();
    }

    /** True until that session has ended, in whichever way. */
    public boolean isOpen(Held held) {
        return held(held.id()).equals(Optional.of(held));
    }

    private Optional<Held> held(String id) {
        return Optional.ofNullable(repository.findById(id))
                .map(session ->
                        session.<Object>getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                .filter(SecurityContext.class::isInstance)
                .map(context -> ((SecurityContext) context).getAuthentication())
                .filter(SignedIn.class::isInstance)
                .map(signedIn ->
                        new Held(id, ((SignedIn) signedIn).getPrincipal().person()));
    }

    /** Has somebody told whenever sessions have been ended by their people, here or on another node. */
    public void whenEnded(Runnable told) {
        whenEnded.add(told);
    }

    /** Sessions have just been ended. */
    void tellEnded() {
        tellHere();
        nodes.tell(Topic.SESSIONS, Set.of(NOBODY));
    }

    private void tellHere() {
        whenEnded.forEach(Runnable::run);
    }

    private void end(PersonId person, String but) {
        repository.findByPrincipalName(person.toString()).keySet().stream()
                .filter(id -> !id.equals(but))
                .forEach(repository::deleteById);
        durability.await();
        tellEnded();
    }

    private static String idOf(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? "" : session.getId();
    }
}
