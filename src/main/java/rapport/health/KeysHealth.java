package rapport.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import rapport.words.Vault;

/** Whether the keys can be read, without which no word can be sealed or opened. */
final class KeysHealth implements HealthIndicator {

    private final Vault vault;

    KeysHealth(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Health health() {
        return (vault.answers() ? Health.up() : Health.down()).build();
    }
}
