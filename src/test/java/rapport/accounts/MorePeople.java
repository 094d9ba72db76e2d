package rapport.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import rapport.doors.Joining;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;

/** People with a token of their own, beyond the one that set-up makes. */
public final class MorePeople {

    private final JdbcClient sql;
    private final Joining joining;

    public MorePeople(JdbcClient sql, Joining joining) {
        this.sql = sql;
        this.joining = joining;
    }

    /** A token for the other side of a relationship, who joins it by this invitation. */
    public String tokenForOneWhoJoins(PersonId person, String invitation) {
        joining.join(new Actor(person, Channel.API), Invitations.markOf(invitation));
        return tokenFor(person);
    }

    /** A token for somebody who exists already, such as the other side of a relationship. */
    public String tokenFor(PersonId person) {
        var token = "rapport_test_" + Secrets.random();
        sql.sql("insert into api_token (hash, id, person, name, made_at) values (?, ?, ?, 'test', ?)")
                .params(Secrets.hash(token), UUID.randomUUID(), person.value(), Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    /** Lets somebody who exists already sign in by this name and passphrase. */
    public void accountFor(PersonId person, String name, String passphrase) {
        sql.sql("insert into account (person, passphrase, name_key, made_at) values (?, ?, ?, ?)")
                .params(
                        person.value(),
                        Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(passphrase),
                        name.toLowerCase(Locale.ROOT),
                        Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A token for somebody new. */
    public String tokenForSomebodyNew(String name) {
        return tokenFor(somebodyNew(name, null));
    }

    public PersonId somebodyNew(String name, @Nullable String email) {
        var person = PersonId.random();
        sql.sql("insert into person (id, name, email, email_key, made_at) values (?, ?, ?, ?, ?)")
                .param(person.value())
                .param(name)
                .param(email)
                .param(email)
                .param(Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        return person;
    }
}
