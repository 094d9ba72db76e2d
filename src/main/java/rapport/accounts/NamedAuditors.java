package rapport.accounts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.AuditorLinks.Link;
import rapport.parties.PersonId;
import rapport.shared.CannotStart;

/** Reads from the setting {@code rapport.auditors} who is named, and makes them known before anybody is served. */
@Component
public class NamedAuditors implements SmartInitializingSingleton {

    static final String SETTING = "rapport.auditors";

    private static final Pattern ENTRY =
            Pattern.compile("([^<>\"\\p{Cntrl}]{1,80})<([^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189})>");
    private static final int LONGEST_NAME = 60;

    private final Auditors auditors;
    private final People people;
    private final AuditorLinks links;
    private final TransactionOperations transactions;
    private final List<PersonDetails> configured;
    private final Map<PersonId, PersonDetails> found = new LinkedHashMap<>();

    NamedAuditors(
            Auditors auditors,
            People people,
            AuditorLinks links,
            TransactionOperations transactions,
            Environment environment) {
        this.auditors = auditors;
        this.people = people;
        this.links = links;
        this.transactions = transactions;
        this.configured = read(environment.getProperty(SETTING, ""));
    }

    /** @throws CannotStart if it cannot be told whom this names */
    static List<PersonDetails> read(String setting) {
        if (setting.isBlank()) {
            return List.of();
        }
        var auditors = new ArrayList<PersonDetails>();
        var addresses = new HashSet<String>();
        for (var entry : setting.split(",", -1)) {
            var number = auditors.size() + 1;
            var matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches() || matcher.group(1).isBlank()) {
                throw cannotRead("entry " + number + " of it is not a name and an e-mail address");
            }
            var name = matcher.group(1).strip();
            if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
                throw cannotRead(
                        "the name in entry " + number + " of it has more than " + LONGEST_NAME + " characters");
            }
            if (!addresses.add(matcher.group(2).toLowerCase(Locale.ROOT))) {
                throw cannotRead("entry " + number + " of it has the address of an earlier one");
            }
            auditors.add(new PersonDetails(name, matcher.group(2)));
        }
        return List.copyOf(auditors);
    }

    // What the entry says is a name, and has no place in a message.
    private static CannotStart cannotRead(String why) {
        return new CannotStart(
                "The setting " + SETTING + " cannot be read: " + why + ".",
                "Write each auditor as Name <address>, with commas in between, such as "
                        + "Ada Lovelace <ada@example.org>, Grace Hopper <grace@example.org>.");
    }

    /** Finds or adds them, once everything is known to be in order. The links of an earlier start lead nowhere now. */
    @Override
    public void afterSingletonsInstantiated() {
        transactions.executeWithoutResult(_ -> {
            configured.forEach(auditor -> found.put(people.findOrAdd(auditor), auditor));
            links.forget(found.keySet());
        });
        auditors.name(found.keySet());
    }

    /** A new link for each of them who has not proved to be meant, by the names that the setting gives them. */
    public List<Link> newLinks() {
        var made = new ArrayList<Link>();
        found.forEach((person, details) ->
                links.renew(person).ifPresent(token -> made.add(new Link(details.name(), token))));
        return List.copyOf(made);
    }
}
