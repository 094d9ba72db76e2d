package rapport.words;

import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A key as it lies in the vault's file. */
public final class KeyOnDisk {

    private KeyOnDisk() {}

    /** The wrapped key of a stream, without what else its row holds. */
    public static byte[] of(ApplicationContext application, UUID stream) {
        var database = application.getBean(VaultConfiguration.VaultDatabase.class);
        return new KeyTable(JdbcClient.create(database.source()), () -> {})
                .keyOf(stream)
                .orElseThrow()
                .ciphertext();
    }
}
