package rapport.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import rapport.eventstore.Pool;
import rapport.shared.Home;
import rapport.shared.Room;

/** Whether there is room for new acts where the history lies, if that is here. */
final class DiskHealth implements HealthIndicator {

    private final Home home;
    private final Pool pool;

    DiskHealth(Home home, Pool pool) {
        this.home = home;
        this.pool = pool;
    }

    @Override
    public Health health() {
        return (!pool.hasFile() || Room.freeIn(home) >= Room.RESERVE ? Health.up() : Health.down()).build();
    }
}
