package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentId;
import rapport.concerns.ConcernEvent;
import rapport.corrections.CorrectionEvent;
import rapport.feedback.FeedbackEvent;
import rapport.history.Kind;
import rapport.history.Line;
import rapport.meetings.MeetingEvent;
import rapport.notebooks.NotebookEvent;
import rapport.notebooks.NotebookId;
import rapport.parties.By;
import rapport.parties.Cast;
import rapport.parties.EntryId;
import rapport.parties.Parties;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.parties.Viewer;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipCard;
import rapport.relationships.RelationshipEvent;
import rapport.ruptures.RuptureEvent;
import rapport.trust.TrustEvent;
import rapport.words.SealedWords;

class TellingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    static Stream<Class<?>> events() {
        return Stream.<Class<?>>of(
                        RelationshipEvent.class,
                        CommitmentEvent.class,
                        FeedbackEvent.class,
                        ConcernEvent.class,
                        RuptureEvent.class,
                        MeetingEvent.class,
                        CorrectionEvent.class,
                        NotebookEvent.class,
                        TrustEvent.class)
                .flatMap(TellingTest::of);
    }

    private static Stream<Class<?>> of(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(TellingTest::of)
                : Stream.of(family);
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_is_told_in_a_sentence_with_all_its_words(Class<?> type) throws ReflectiveOperationException {
        for (var by : new By[] {Cast.GRACE_HERSELF, Cast.ADA_HERSELF}) {
            for (var full : new boolean[] {true, false}) {
                for (var viewer : viewers(type)) {
                    var pair = pair(viewer);
                    var event = example(type, by, full);
                    var line = new Line(UUID.randomUUID(), Visibility.SHARED, 3, Instant.EPOCH, event, Kind.NOTE);

                    var telling = Telling.of(pair, line, Map.of(Cast.EDSGER, "Edsger"));

                    assertThat(telling.sentence()).matches("(?s)[A-Z].*\\.").doesNotContain("null", "_", "  ");
                    assertThat(telling.quoted())
                            .extracting(Telling.Quoted::words)
                            .containsExactlyElementsOf(line.words());
                    if (viewer instanceof Viewer.Reader) {
                        assertThat(telling.sentence()).doesNotContainPattern("(?i)\\byour?s?\\b");
                    }
                }
            }
        }
    }

    // Nobody but its author ever sees what is in a notebook.
    private static List<Viewer> viewers(Class<?> type) {
        var party = new Viewer.Party(Side.MANAGER);
        return NotebookEvent.class.isAssignableFrom(type) || TrustEvent.class.isAssignableFrom(type)
                ? List.of(party)
                : List.of(party, new Viewer.Reader());
    }

    private static Pair pair(Viewer viewer) {
        var parties = new Parties(Cast.GRACE, Cast.ADA, EnumSet.allOf(Side.class));
        var card = new RelationshipCard(Cast.THEIRS, parties, ZoneId.of("Europe/Berlin"), Instant.EPOCH, null, null);
        return new Pair(card, viewer, "Grace", "Ada", DAY);
    }

    private static StreamEvent example(Class<?> type, By by, boolean full) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(component -> value(component, by, full))
                .toArray();
        return (StreamEvent) type.getDeclaredConstructor(types).newInstance(values);
    }

    private static @Nullable Object value(RecordComponent component, By by, boolean full) {
        var type = component.getType();
        if (!full && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        if (type.isEnum()) {
            var constants = type.getEnumConstants();
            return constants[full ? 0 : constants.length - 1];
        }
        return switch (type.getSimpleName()) {
            case "By" -> by;
            case "Sealed" -> SealedWords.sealed(component.getName());
            case "RelationshipId" -> Cast.THEIRS;
            case "EntryId" -> EntryId.random();
            case "CommitmentId" -> new CommitmentId(UUID.randomUUID());
            case "NotebookId" -> NotebookId.random();
            case "PersonId" -> Cast.EDSGER;
            case "LocalDate" -> DAY;
            case "LocalDateTime" -> LocalDateTime.of(2026, 3, 2, 10, 0);
            case "ZoneId" -> ZoneId.of("Europe/Berlin");
            case "String" -> "FREQ=WEEKLY";
            case "int" -> 30;
            case "boolean" -> full;
            default -> throw new AssertionError("no example of " + type);
        };
    }
}
