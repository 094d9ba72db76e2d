package rapport.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import rapport.accounts.Accounts;
import rapport.accounts.PersonDetails;
import rapport.parties.PersonId;

/** Has the whole story happen before anybody is served, and then lets the clock run on. */
@Component
@Profile(NothingOfTheirs.PROFILE)
class Demonstration implements SmartLifecycle {

    private final Accounts accounts;
    private final Newcomers newcomers;
    private final Doors doors;
    private final DemoClock clock;
    private volatile @Nullable Map<Cast, PersonId> people;

    Demonstration(Accounts accounts, Newcomers newcomers, Doors.Found doors, DemoClock clock) {
        this.accounts = accounts;
        this.newcomers = newcomers;
        this.doors = doors.doors();
        this.clock = clock;
    }

    @Override
    public void start() {
        accounts.openSetupToken().ifPresent(this::setUp);
        people = tell(Cast.COMPANY, clock.now(), here());
        clock.runOn();
    }

    // Somebody has to have set it up; nobody knows their passphrase, and they meet nobody.
    private void setUp(String token) {
        accounts.setUp(
                token, new PersonDetails("Rapport", null), UUID.randomUUID().toString());
    }

    /** Tells it up to a moment, with people of their own; the clock is left standing there. */
    Map<Cast, PersonId> tell(String company, Instant now, ZoneId zone) {
        clock.standAt(now);
        var persons = newcomers.of(company);
        var story = Story.upTo(now, zone, company, persons, doors);
        MiriamAndTomas.tell(story);
        MiriamAndPriya.tell(story);
        MiriamAndZoe.tell(story);
        MiriamAndMariaFernanda.tell(story);
        ZoeAndKwame.tell(story);
        ZoeAndYui.tell(story);
        story.live(clock);
        return persons;
    }

    // Most of them live where this runs, so that tomorrow is tomorrow.
    private static ZoneId here() {
        var here = ZoneId.systemDefault();
        return here instanceof ZoneOffset || !ZoneId.getAvailableZoneIds().contains(here.getId())
                ? ZoneId.of("UTC")
                : here;
    }

    /** Who of the story is who. */
    PersonId person(Cast one) {
        return Objects.requireNonNull(
                Objects.requireNonNull(people, "not told yet").get(one));
    }

    @Override
    public void stop() {
        people = null;
    }

    @Override
    public boolean isRunning() {
        return people != null;
    }

    /** Before the web server begins to listen. */
    @Override
    public int getPhase() {
        return 0;
    }
}
