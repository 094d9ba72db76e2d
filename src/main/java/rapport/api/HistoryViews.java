package rapport.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.accounts.People;
import rapport.doors.OnMyBehalf;
import rapport.history.Kind;
import rapport.history.Line;
import rapport.history.Position;
import rapport.history.Timeline;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.words.Sealed;
import rapport.words.Vault;

/** Turns a timeline into the API's shape, opening its words for the viewer for whom it was made. */
@Component
class HistoryViews {

    private final Vault vault;
    private final People people;

    HistoryViews(Vault vault, People people) {
        this.vault = vault;
        this.people = people;
    }

    /** A page of the history. Field names are public and last for ever. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Events(List<Event> events, @Nullable String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(
            long sequence,
            String event,
            Instant at,
            Json.@Nullable With by,
            @Nullable Side side,
            @Nullable Boolean onBehalfOf,
            Visibility visibility,
            @Nullable EntryId entryId,
            Kind kind,
            Map<String, Object> fields) {}

    /** What was recorded in the caller's name. */
    record OnBehalf(int unverified, List<OnBehalfInOneEntry> entries) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OnBehalfInOneEntry(
            @Nullable EntryId entryId, Kind kind, boolean unverified, List<Json.Act> acts, List<Event> events) {}

    Events timeline(Timeline timeline) {
        var names = people.names(timeline.lines().stream()
                .map(line -> line.event().recorder())
                .filter(Objects::nonNull)
                .toList());
        return new Events(
                timeline.lines().stream().map(line -> event(line, names)).toList(), textOf(timeline.next()));
    }

    OnBehalf onMyBehalf(OnMyBehalf.Recorded recorded) {
        var parties = recorded.relationship().parties();
        var names = people.names(List.of(parties.manager(), parties.report()));
        return new OnBehalf(
                recorded.unverified(),
                recorded.entries().stream()
                        .map(entry -> new OnBehalfInOneEntry(
                                entry.entry(),
                                entry.kind(),
                                entry.unverified(),
                                entry.acts().stream()
                                        .map(act -> new Json.Act(act.kind().path(), act.onBehalf()))
                                        .toList(),
                                entry.lines().stream()
                                        .map(line -> event(line, names))
                                        .toList()))
                        .toList());
    }

    private static @Nullable String textOf(@Nullable Position next) {
        return next == null ? null : next.text();
    }

    private Event event(Line line, Map<PersonId, String> names) {
        var by = line.event().by();
        var person = line.event().recorder();
        return new Event(
                line.sequence(),
                line.name(),
                line.at(),
                person == null ? null : new Json.With(person, names.getOrDefault(person, "")),
                by == null ? null : by.side(),
                (by != null && by.onBehalf()) ? true : null,
                line.visibility(),
                line.entry(),
                line.kind(),
                inClear(line));
    }

    private Map<String, Object> inClear(Line line) {
        var fields = new LinkedHashMap<String, Object>();
        line.fields()
                .forEach((name, value) -> fields.put(
                        name,
                        value instanceof Sealed sealed
                                ? vault.open(line.stream(), sealed).shown()
                                : value));
        return fields;
    }
}
