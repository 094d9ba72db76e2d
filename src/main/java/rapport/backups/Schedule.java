package rapport.backups;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import rapport.shared.Traced;
import rapport.tools.Console;

/** Backups, and trying them out, as time passes. */
final class Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final Backups backups;
    private final Rehearsals rehearsals;
    private final Clock clock;

    Schedule(Backups backups, Rehearsals rehearsals, Clock clock) {
        this.backups = backups;
        this.rehearsals = rehearsals;
        this.clock = clock;
    }

    /** Does what is due by now. */
    @Scheduled(initialDelayString = "${rapport.backup.first:PT10M}", fixedDelayString = "${rapport.backup.look:PT10M}")
    void look() {
        if (!backups.arePossible()) {
            return;
        }
        var settings = backups.settings();
        try {
            // Also where no backup is made any more, or none can be: what has had its time goes.
            settings.shelf().clear(clock.instant(), settings.keep(), settings.keysKeep());
            var newest = settings.shelf().newestEvents(clock.instant()).map(Shelf.Kept::madeAt);
            if (isDue(newest, settings.every())) {
                backups.make(Backups.SCHEDULED, settings.shelf());
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("a backup could not be made; it is tried again in a while", new Traced(e));
            return;
        }
        var tried = Rehearsals.last(settings.directory()).map(Rehearsals.Last::at);
        if (isDue(tried, settings.rehearse())) {
            rehearse();
        }
    }

    private boolean isDue(Optional<Instant> last, Duration every) {
        return !every.isZero()
                && last.filter(at -> !at.isAfter(clock.instant()))
                        .filter(at -> at.plus(every).isAfter(clock.instant()))
                        .isEmpty();
    }

    private void rehearse() {
        try {
            if (!rehearsals.rehearse(Optional.empty(), Optional.empty(), new Unheard())) {
                LOG.error("the newest backup could not be restored as it should; rapport rehearse says more");
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the newest backup could not be tried out; it is tried again in a while", new Traced(e));
        }
    }

    /** Nobody listens to what happens by itself; its end is logged. */
    private static final class Unheard implements Console {

        @Override
        public void say(String sentence) {
            LOG.debug("{}", sentence);
        }

        @Override
        public void progress(String what, long done, long of) {
            // nobody looks
        }

        @Override
        public String ask(String question) {
            return "";
        }
    }
}
