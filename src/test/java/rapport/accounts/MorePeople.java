package rapport.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
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
        sql.sql("insert into api_token (hash, person, name, made_at) values (?, ?, 'test', ?)")
                .params(Secrets.hash(token), person.value(), Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    /** A token for somebody new. */
    public String tokenForSomebodyNew(String name) {
        var person = PersonId.random();
        sql.sql("insert into person (id, name, made_at) values (?, ?, ?)")
                .params(person.value(), name, Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        return tokenFor(person);
    }
}
