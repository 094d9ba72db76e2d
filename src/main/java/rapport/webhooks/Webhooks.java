package rapport.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import rapport.doors.Fields;
import rapport.doors.Fields.Field;
import rapport.eventstore.Durability;
import rapport.parties.PersonId;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Kind;
import rapport.reminders.Digest.Line;
import rapport.reminders.Digest.Section;
import rapport.reminders.Way.Outcome;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.webhooks.Poster.Reply;
import rapport.webhooks.Webhook.Last;
import rapport.webhooks.Webhook.State;
import rapport.webhooks.WebhookTable.Row;
import rapport.words.Vault;

/** The programs that people have told, each its person's own business: added, tried, switched and deleted by them alone. */
@Component
public class Webhooks {

    /** How many one person may have. */
    public static final int MOST = 5;

    private static final int LOST_IN_A_ROW = 5;
    /** The first attempt, and after 1, 5 and 30 minutes, 2 and 6 hours. */
    private static final int ATTEMPTS = 6;

    private static final Duration NO_MORE_ATTEMPTS_AFTER = Duration.ofHours(7);

    private final WebhookTable table;
    private final JdbcClient sql;
    private final TransactionOperations transactions;
    private final Durability durability;
    private final Vault vault;
    private final Courier courier;
    private final Poster poster;
    private final Clock clock;
    private final Set<PersonId> trying = ConcurrentHashMap.newKeySet();

    Webhooks(
            WebhookTable table,
            JdbcClient sql,
            TransactionOperations transactions,
            Durability durability,
            Vault vault,
            Courier courier,
            Poster poster,
            Clock clock) {
        this.table = table;
        this.sql = sql;
        this.transactions = transactions;
        this.durability = durability;
        this.vault = vault;
        this.courier = courier;
        this.poster = poster;
        this.clock = clock;
    }

    /**
     * One that was added.
     *
     * @param secret by which its messages are signed, which cannot be had again; null where nothing is signed
     */
    public record Added(UUID id, @Nullable String secret) {

        @Override
        public String toString() {
            return "Added[" + id + "]";
        }
    }

    /**
     * What came of a trial.
     *
     * @param on true if it is told from now on
     * @param began true if it was not told before
     */
    public record Tried(Last last, boolean on, boolean began) {}

    /** What a person has told, the oldest first. */
    public List<Webhook> of(PersonId person) {
        return table.of(person).stream().map(this::shown).toList();
    }

    /** Those that Rapport switched off, until their person has said that they know. */
    public List<Webhook> stoppedUnseen(PersonId person) {
        return table.stoppedUnseen(person).stream().map(this::shown).toList();
    }

    private Webhook shown(Row row) {
        var place = vault.openSecret(row.key(), row.address())
                .flatMap(Place::of)
                .map(Place::shown)
                .orElse("an address that cannot be read any more");
        return new Webhook(row.id(), row.name(), row.format(), place, row.withWords(), row.state(), row.last());
    }

    /**
     * Adds one from the fields {@code name}, {@code url}, {@code format} and, if given, {@code id}. Nothing is sent there
     * before a trial has gone through, and no words before that is asked for.
     *
     * @throws RuleBroken {@code too-many-webhooks}, or {@code id-taken}
     */
    public Added add(PersonId person, Fields fields) {
        var id = fields.optionalId("id");
        var name = fields.label("name");
        var format = fields.choice("format", Format.class);
        var place = place(fields);
        fields.check();
        var given = id.orNull();
        return add(given == null ? UUID.randomUUID() : given, person, name.get(), format.get(), place);
    }

    private Place place(Fields fields) {
        Field<String> url = fields.secret("url");
        var written = url.orNull();
        if (written == null) {
            return NOWHERE;
        }
        var place = Place.of(written).orElse(null);
        if (place == null) {
            fields.refuse(
                    "url",
                    "This is not an address of a web server. Copy the whole of it; it begins with https:// and holds no name and password.");
            return NOWHERE;
        }
        if (!poster.mayReach(place)) {
            fields.refuse(
                    "url",
                    place.isEncrypted()
                            ? "The name in it leads to no place on the internet that Rapport sends to: it is unknown, or belongs to a private network."
                            : "Rapport sends only to addresses that begin with https://.");
        }
        return place;
    }

    private static final Place NOWHERE = Place.of("https://nowhere.invalid").orElseThrow();

    private Added add(UUID id, PersonId person, String name, Format format, Place place) {
        // Never an id that somebody else chose: the key goes with the webhook.
        var key = UUID.randomUUID();
        vault.makeKeyFor(key);
        var secret = format.isSigned() ? Signature.newSecret() : null;
        try {
            transactions.executeWithoutResult(_ -> {
                // Whoever adds another one in the same moment waits here, so that nobody counts too few.
                sql.sql("select id from person where id = ? for update")
                        .param(person.value())
                        .query(UUID.class)
                        .single();
                if (table.of(person).size() >= MOST) {
                    throw new RuleBroken(
                            "too-many-webhooks",
                            "You have five webhooks, and there is no room for more. Delete one that is no longer used.");
                }
                table.add(new Row(
                        id,
                        person,
                        name,
                        format,
                        key,
                        vault.sealSecret(key, place.uri().toString()),
                        secret == null ? null : vault.sealSecret(key, secret),
                        false,
                        State.NEW,
                        false,
                        clock.instant(),
                        null,
                        null));
            });
        } catch (DuplicateKeyException _) {
            vault.destroyKeyOf(key);
            throw new RuleBroken("id-taken", "This id already belongs to another record.");
        } catch (RuleBroken broken) {
            vault.destroyKeyOf(key);
            throw broken;
        }
        durability.await();
        return new Added(id, secret);
    }

    /**
     * Makes another secret; the one before counts no longer.
     *
     * @throws RuleBroken {@code not-signed} if this kind has none
     */
    public String newSecret(PersonId person, UUID id) {
        var secret = Signature.newSecret();
        change(person, id, row -> {
            if (!row.format().isSigned()) {
                throw new RuleBroken("not-signed", "Messages of this kind are not signed, so there is no secret.");
            }
            table.setSecret(id, vault.sealSecret(row.key(), secret));
        });
        return secret;
    }

    /** Has it told what people wrote, or no longer. */
    public void withWords(PersonId person, UUID id, boolean withWords) {
        change(person, id, _ -> table.setWords(id, withWords));
    }

    /** Has it told nothing more, until a trial goes through again. */
    public void switchOff(PersonId person, UUID id) {
        change(person, id, row -> {
            if (row.state() == State.ON || row.state() == State.STOPPED) {
                table.setState(id, State.OFF, false);
            }
            table.forgetFailures(id);
        });
    }

    /** Notes that its person knows that it was switched off. */
    public void see(PersonId person, UUID id) {
        change(person, id, _ -> table.setSeen(id));
    }

    /** Deletes it; its address and its secret can be read by nobody any more. */
    public void remove(PersonId person, UUID id) {
        var key = own(person, id).key();
        change(person, id, _ -> table.remove(id));
        vault.destroyKeyOf(key);
    }

    private Row own(PersonId person, UUID id) {
        return table.find(id).filter(row -> row.person().equals(person)).orElseThrow(NotThere::new);
    }

    private void change(PersonId person, UUID id, Consumer<Row> change) {
        transactions.executeWithoutResult(_ -> change.accept(
                table.hold(id).filter(row -> row.person().equals(person)).orElseThrow(NotThere::new)));
        durability.await();
    }

    /**
     * Sends a message that says it is a trial, and waits for what comes of it. If it goes through, the webhook is on from
     * then on.
     *
     * @throws RuleBroken {@code trial-under-way} if this person is waiting for another one
     */
    public Tried trial(PersonId person, UUID id) {
        var row = own(person, id);
        if (!trying.add(person)) {
            throw new RuleBroken("trial-under-way", "A trial of yours is still under way. Wait until it is over.");
        }
        try {
            var reply = courier.bring(row, trialFor(person));
            return noteTrial(row, reply);
        } finally {
            trying.remove(person);
        }
    }

    private Digest trialFor(PersonId person) {
        return new Digest(
                UUID.randomUUID(),
                person,
                Kind.TRIAL,
                clock.instant(),
                ZoneId.systemDefault(),
                "A trial from Rapport: this is how a brief will arrive",
                List.of(new Section(
                        "1:1 with somebody you meet",
                        "/",
                        "1 broken promise, 1 due",
                        List.of(
                                new Line("You broke a promise", "What was promised would stand here.", "/"),
                                new Line(
                                        "Something is promised to you for tomorrow",
                                        "And what that is would stand here.",
                                        "/")))));
    }

    private Tried noteTrial(Row before, Reply reply) {
        var id = before.id();
        var last = new Last(reply.result(), reply.status(), clock.instant());
        var on = transactions.execute(_ -> {
            var row = table.hold(id).orElseThrow(NotThere::new);
            table.setLast(id, last, null);
            // Who switched it off while the trial was under way meant it.
            var isUnchanged = row.state() == before.state();
            if (reply.result() == Result.ARRIVED && isUnchanged) {
                table.setState(id, State.ON, false);
                table.forgetFailures(id);
                return true;
            }
            if (reply.result() == Result.GONE && row.state() == State.ON) {
                table.setState(id, State.STOPPED, false);
                return false;
            }
            return row.state() == State.ON;
        });
        durability.await();
        var isOn = Boolean.TRUE.equals(on);
        return new Tried(last, isOn, isOn && before.state() != State.ON);
    }

    /** Where a person's digests go by now. */
    List<UUID> on(PersonId person) {
        return table.on(person);
    }

    /** Sends a digest, and switches the webhook off if there is no use in going on. */
    Outcome send(UUID id, Digest digest) {
        var row = table.find(id)
                .filter(found -> found.state() == State.ON && found.person().equals(digest.person()))
                .orElse(null);
        if (row == null) {
            return Outcome.GIVEN_UP;
        }
        var notBefore = row.notBefore();
        if (notBefore != null && clock.instant().isBefore(notBefore)) {
            return Outcome.TRY_AGAIN;
        }
        var reply = courier.bring(row, digest);
        if (reply.result() == Result.BUSY_HERE) {
            return Outcome.TRY_AGAIN;
        }
        var goesOn = transactions.execute(_ -> note(id, digest.id(), reply));
        return Boolean.TRUE.equals(goesOn) ? reply.result().outcome() : Outcome.GIVEN_UP;
    }

    /** True unless the webhook is off or gone after that. */
    private boolean note(UUID id, UUID delivery, Reply reply) {
        var held = table.hold(id).orElse(null);
        if (held == null) {
            return reply.result() == Result.ARRIVED;
        }
        var now = clock.instant();
        table.setLast(
                id,
                new Last(reply.result(), reply.status(), now),
                reply.pause().isZero() ? null : now.plus(reply.pause()));
        if (reply.result() == Result.ARRIVED) {
            table.forgetFailures(id);
            return true;
        }
        table.addFailure(id, delivery, reply.result().outcome() == Outcome.GIVEN_UP, now);
        var noUse = reply.result() == Result.GONE
                || table.lost(id, ATTEMPTS, now.minus(NO_MORE_ATTEMPTS_AFTER)) >= LOST_IN_A_ROW;
        if (noUse && held.state() == State.ON) {
            table.setState(id, State.STOPPED, true);
            table.forgetFailures(id);
        }
        return !noUse && held.state() == State.ON;
    }
}
