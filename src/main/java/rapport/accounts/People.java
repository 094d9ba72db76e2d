package rapport.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.parties.PersonId;

/** The people whom Rapport knows by name. */
@Component
public class People {

    private final JdbcClient sql;
    private final Clock clock;

    People(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Optional<Person> find(PersonId id) {
        return sql.sql("select * from person where id = ?")
                .param(id.value())
                .query(People::person)
                .optional();
    }

    /** The names of these people. */
    public Map<PersonId, String> names(Collection<PersonId> ids) {
        var names = new HashMap<PersonId, String>();
        if (!ids.isEmpty()) {
            sql.sql("select * from person where id in (:ids)")
                    .param("ids", ids.stream().map(PersonId::value).distinct().toList())
                    .query(People::person)
                    .list()
                    .forEach(person -> names.put(person.id(), person.name()));
        }
        return names;
    }

    /** The person with this e-mail address, or a new one. Without an address it is always a new one. */
    public PersonId findOrAdd(PersonDetails details) {
        return Optional.ofNullable(details.email())
                .flatMap(this::withEmail)
                .map(Person::id)
                .orElseGet(() -> add(details));
    }

    Optional<Person> withEmail(String email) {
        return sql.sql("select * from person where email_key = ?")
                .param(emailKey(email))
                .query(People::person)
                .optional();
    }

    PersonId add(PersonDetails details) {
        var id = PersonId.random();
        sql.sql("insert into person (id, name, email, email_key, made_at) values (?, ?, ?, ?, ?)")
                .param(id.value())
                .param(details.name())
                .param(details.email())
                .param(emailKey(details.email()))
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** A new person of whom nothing but the name is known. */
    public PersonId addWithoutAddress(String name) {
        return add(new PersonDetails(name, null));
    }

    /** True if this person has shown that the e-mail address by which they are known is theirs. */
    public boolean hasVerifiedAddress(PersonId person) {
        return sql.sql("select count(*) from person where id = ? and email_verified_at is not null")
                        .param(person.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Has a person be called by another name from now on. */
    void rename(PersonId person, String name) {
        sql.sql("update person set name = ? where id = ?")
                .params(name, person.value())
                .update();
    }

    // Addresses are the same in any case of letters.
    private static @Nullable String emailKey(@Nullable String email) {
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }

    static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                new PersonDetails(row.getString("name"), row.getString("email")));
    }
}
