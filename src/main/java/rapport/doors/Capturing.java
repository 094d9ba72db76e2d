package rapport.doors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.briefing.Briefing;
import rapport.briefing.OfferedAct;
import rapport.capture.Answers;
import rapport.capture.Around;
import rapport.capture.Asking;
import rapport.capture.Completion;
import rapport.capture.Completions;
import rapport.capture.Counterpart;
import rapport.capture.Form;
import rapport.capture.Intent.Create;
import rapport.capture.Intent.Keep;
import rapport.capture.OpenPromise;
import rapport.capture.Reading;
import rapport.capture.Reading.Asked;
import rapport.capture.Reading.NotUnderstood;
import rapport.capture.Reading.Understood;
import rapport.capture.Understanding;
import rapport.commitments.CommitmentActKind;
import rapport.commitments.CommitmentId;
import rapport.corrections.CorrectionActKind;
import rapport.doors.Acts.Acted;
import rapport.parties.Actor;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.words.Opened;
import rapport.words.Vault;
import rapport.words.Words;
import rapport.words.Words.NotWords;

/**
 * The capture line behind both doors: looks at what was typed, and records what was understood the way that every other
 * act goes. Nothing that was typed is kept.
 */
@Component
public class Capturing {

    /** For how long taking something back is one press, and needs no reason of one's own. */
    private static final Duration JUST_NOW = Duration.ofMinutes(10);

    private static final String TAKEN_BACK = "Taken back right after it was recorded.";
    private static final int UPCOMING = 2;

    private final Acts acts;
    private final Relationships relationships;
    private final Briefing briefing;
    private final People people;
    private final Vault vault;
    private final Clock clock;

    Capturing(Acts acts, Relationships relationships, Briefing briefing, People people, Vault vault, Clock clock) {
        this.acts = acts;
        this.relationships = relationships;
        this.briefing = briefing;
        this.people = people;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * What came of looking at a line.
     *
     * @param completions how it could go on, while it is not understood
     * @param answers those that were given to questions about it, by field
     * @param shown tells what was understood, so that nothing else is recorded later; empty unless it was
     */
    public record Looked(Reading reading, List<Completion> completions, Map<String, String> answers, String shown) {

        @Override
        public String toString() {
            return "Looked[" + reading + "]";
        }
    }

    /** What came of asking for a line to be recorded. */
    public sealed interface Outcome {

        /** @param canBeTakenBack true if it is something new, which can be retracted */
        record Recorded(
                Acted acted,
                RelationshipId relationship,
                Form form,
                @Nullable Collection collection,
                String sentence,
                boolean canBeTakenBack)
                implements Outcome {

            @Override
            public String toString() {
                return "Recorded[" + form + "]";
            }
        }

        /** Nothing was recorded: there is a question or a sentence first, or it is understood otherwise than was shown. */
        record NotYet(Looked looked) implements Outcome {}
    }

    /**
     * Looks at a line and records nothing: {@code text, relationship?} and the answers to questions about it.
     *
     * @throws NotThere if the relationship is none of the actor's
     */
    public Looked look(Actor actor, Fields fields) {
        fields.ignore("id");
        fields.ignore("shown");
        return looked(actor, fields);
    }

    /**
     * Records a line if it is understood: the same fields, {@code id?} for what it makes, and {@code shown?} for what the
     * person saw.
     *
     * @throws NotThere if the relationship is none of the actor's
     */
    public Outcome record(Actor actor, Fields fields) {
        var id = fields.optionalId("id").orNull();
        var shown = fields.optionalSecret("shown").orNull();
        var looked = looked(actor, fields);
        if (!(looked.reading() instanceof Understood understood) || (shown != null && !shown.equals(looked.shown()))) {
            return new Outcome.NotYet(looked);
        }
        return switch (understood.intent()) {
            case Create(var relationship, var form, var given) -> {
                var all = new LinkedHashMap<>(given);
                all.put(
                        "id",
                        Optional.ofNullable(id).orElseGet(UUID::randomUUID).toString());
                var collection = collection(form);
                var acted = acts.create(actor, relationship, collection, fieldsOf(all));
                yield new Outcome.Recorded(acted, relationship, form, collection, understood.sentence(), true);
            }
            case Keep(var relationship, var promise, var confirming) -> {
                var kind = confirming ? CommitmentActKind.CONFIRM : CommitmentActKind.KEEP;
                var acted = acts.act(actor, relationship, promise, kind, fieldsOf(Map.of()));
                yield new Outcome.Recorded(acted, relationship, Form.KEPT, null, understood.sentence(), false);
            }
        };
    }

    /**
     * Takes back what was recorded a moment ago: retracts it, with a reason that says so. Answers false, and does
     * nothing, if it is longer ago; then it can be retracted on its own page, with a reason.
     *
     * @throws NotThere if there is no such entry for the actor
     * @throws RuleBroken if it can no longer be retracted
     */
    public boolean takeBack(Actor actor, RelationshipId relationship, EntryId entry) {
        relationships.find(actor.person(), relationship);
        if (!isJustNow(recordedAt(actor.person(), relationship, entry))) {
            return false;
        }
        acts.correct(actor, relationship, entry, CorrectionActKind.RETRACT, fieldsOf(Map.of("reason", TAKEN_BACK)));
        return true;
    }

    /** True if something that was recorded at an instant can still be taken back with one press. */
    public boolean isJustNow(Instant recordedAt) {
        return !recordedAt.plus(JUST_NOW).isBefore(clock.instant());
    }

    private Instant recordedAt(PersonId viewer, RelationshipId relationship, EntryId entry) {
        try {
            return briefing.entry(viewer, relationship, entry)
                    .entry()
                    .corrections()
                    .recordedAt();
        } catch (NotThere _) {
            return briefing.life(viewer, relationship, new CommitmentId(entry.value()))
                    .promise()
                    .madeAt();
        }
    }

    private static Fields fieldsOf(Map<String, String> values) {
        var parameters = new LinkedHashMap<String, String[]>();
        values.forEach((name, value) -> parameters.put(name, new String[] {value}));
        return Fields.ofForm(parameters);
    }

    private static Collection collection(Form form) {
        return switch (form) {
            case PROMISE -> Collection.COMMITMENTS;
            case THANKS, GUIDANCE -> Collection.FEEDBACK;
            case CONCERN -> Collection.CONCERNS;
            case RUPTURE -> Collection.RUPTURES;
            case TOPIC -> Collection.TOPICS;
            case NOTE -> Collection.NOTES;
            case ASKED_FEEDBACK -> Collection.FEEDBACK_REQUESTS;
            case KEPT -> throw new IllegalStateException("makes nothing new");
        };
    }

    // --- looking --------------------------------------------------------------------------------------------------

    private Looked looked(Actor actor, Fields fields) {
        var line = fields.optionalWords("text");
        var page = fields.optionalId("relationship").orNull();
        var given = new EnumMap<Asking, String>(Asking.class);
        for (var question : Asking.values()) {
            var answer = fields.optionalSecret(question.field()).orNull();
            if (answer != null) {
                given.put(question, answer);
            }
        }
        fields.check();
        var here = page == null ? null : new RelationshipId(page);
        if (here != null) {
            relationships.find(actor.person(), here);
        }
        var typed = line.orNull();
        var text = typed == null ? "" : typed.text();
        var around = around(actor.person(), here);
        var reading = fit(Understanding.of(text, new Answers(given), around));
        var answers = new LinkedHashMap<String, String>();
        given.forEach((question, answer) -> answers.put(question.field(), answer));
        return reading instanceof Understood understood
                ? new Looked(reading, List.of(), answers, told(understood))
                : new Looked(reading, isOpenAtItsEnd(reading) ? Completions.of(text, around) : List.of(), answers, "");
    }

    // Any other question is about what stands there already.
    private static boolean isOpenAtItsEnd(Reading reading) {
        return !(reading instanceof Asked asked) || asked.about() == Asking.DAY;
    }

    // Whether the words can be kept is for the words to say, before anybody is told that they will be.
    private static Reading fit(Reading reading) {
        if (reading instanceof Understood understood) {
            try {
                new Words(understood.words());
            } catch (NotWords e) {
                return new NotUnderstood(e.sentence(), null, null);
            }
        }
        return reading;
    }

    private Around around(PersonId viewer, @Nullable RelationshipId here) {
        var cards = relationships.of(viewer);
        var names = people.names(cards.stream().map(card -> other(viewer, card)).toList());
        var now = clock.instant();
        var counterparts = cards.stream()
                .map(card -> {
                    var own = card.parties().sideOf(viewer).orElseThrow(NotThere::new);
                    return new Counterpart(
                            card.id(),
                            names.getOrDefault(other(viewer, card), "Somebody"),
                            own,
                            card.parties().hasJoined(own.other()),
                            card.hasEnded(),
                            card.dayOf(card.startedAt()),
                            card.dayOf(now),
                            () -> upcoming(viewer, card, card.dayOf(now)));
                })
                .toList();
        return new Around(counterparts, here, () -> promises(viewer, cards));
    }

    private static PersonId other(PersonId viewer, RelationshipCard card) {
        var own = card.parties().sideOf(viewer).orElseThrow(NotThere::new);
        return card.parties().on(own.other());
    }

    private List<LocalDate> upcoming(PersonId viewer, RelationshipCard card, LocalDate today) {
        return briefing.planned(viewer, card.id()).upcoming(today, card.zone(), UPCOMING).stream()
                .map(planned -> planned.dayIn(card.zone()))
                .toList();
    }

    private List<OpenPromise> promises(PersonId viewer, List<RelationshipCard> cards) {
        var found = new ArrayList<OpenPromise>();
        for (var card : cards) {
            if (card.hasEnded()) {
                continue;
            }
            var brief = briefing.brief(viewer, card.id());
            for (var promise : brief.promises().values()) {
                var offered = briefing.actsOn(brief, promise, viewer);
                var keeps = offered.contains(new OfferedAct(CommitmentActKind.KEEP, false));
                var confirms = offered.contains(new OfferedAct(CommitmentActKind.CONFIRM, false));
                if ((keeps || confirms)
                        && vault.open(card.id().value(), promise.text()) instanceof Opened.Clear(var words)) {
                    var commitment = promise.commitment();
                    found.add(new OpenPromise(
                            card.id(),
                            commitment.id().entry(),
                            words.text(),
                            commitment.dueOn(),
                            commitment.promisor() == brief.side(),
                            !keeps));
                }
            }
        }
        return List.copyOf(found);
    }

    // Not the words themselves: they would travel twice, and this is only compared.
    private static String told(Understood understood) {
        var all = new StringBuilder(understood.intent().relationship().toString());
        switch (understood.intent()) {
            case Create(var ignored, var form, var fields) -> all.append(form).append(new TreeMap<>(fields));
            case Keep(var ignored, var promise, var confirming) ->
                all.append(promise).append(confirming);
        }
        all.append(understood.sentence()).append(understood.notes());
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
