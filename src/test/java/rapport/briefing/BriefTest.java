package rapport.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rapport.briefing.History.Act;
import rapport.briefing.History.Deed;
import rapport.briefing.History.Edge;
import rapport.briefing.History.Pause;
import rapport.briefing.History.Setup;
import rapport.notebooks.PrivateActKind;
import rapport.notebooks.PrivateKind;
import rapport.parties.Cast;
import rapport.parties.Side;
import rapport.relationships.Histories.Outcome;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureKind;

class BriefTest {

    private static final Setup GRACE_AND_ADA =
            new Setup(Cast.GRACE, Cast.ADA, Side.MANAGER, ZoneId.of("Europe/Berlin"));

    @Test
    void a_rupture_that_was_shared_is_in_its_authors_brief_as_both_see_it() {
        var noted = new Deed.Write(1, PrivateKind.RUPTURE, false, Side.REPORT, RuptureKind.SHARP_TONE, 0, null);
        var shared = new Deed.OnOwn(1, PrivateActKind.SHARE);
        try (var tables = new TablesInMemory();
                var world = new World(tables, history(noted, shared))) {
            world.live(history(noted, shared).acts(), new Unheard());
            var place = world.places().getFirst();

            var briefs = List.of(
                    world.fromTables().brief(Cast.GRACE, place.id()),
                    world.fromStreams().brief(Cast.GRACE, place.id()),
                    world.fromTables().briefAsOf(Cast.GRACE, place.id(), world.now()));

            assertThat(briefs)
                    .extracting(brief -> brief.entries().get(place.entry(1)))
                    .allSatisfy(
                            entry -> assertThat(entry).extracting(Entry::state).isInstanceOf(Rupture.class));
        }
    }

    private static History history(Deed... deeds) {
        var acts = Stream.of(deeds)
                .map(deed -> new Act(new Pause(Duration.ofMinutes(1), Edge.NONE), 0, Side.MANAGER, false, deed))
                .toList();
        return new History(0, Instant.parse("2026-03-02T10:00:00Z"), List.of(GRACE_AND_ADA), acts);
    }

    private static final class Unheard implements World.Listener {
        @Override
        public void decided(Deed deed, Outcome outcome) {
            assertThat(outcome.refusal()).isNull();
        }

        @Override
        public void privately(World world, World.Place place, Act act, Runnable doIt) {
            doIt.run();
        }

        @Override
        public void look(World world, Duration ago) {}
    }
}
