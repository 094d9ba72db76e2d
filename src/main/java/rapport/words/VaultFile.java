package rapport.words;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import rapport.eventstore.Pool;

/** The file that the keys lie in, for those who keep copies of it and those who see to it that destroyed keys are gone. */
public final class VaultFile {

    private final Pool source;
    private final boolean keyLiesInHome;

    VaultFile(Pool source, boolean keyLiesInHome) {
        this.source = source;
        this.keyLiesInHome = keyLiesInHome;
    }

    /** False in a demonstration, whose keys are in memory alone. */
    public boolean exists() {
        return source.hasFile();
    }

    /** How long it is, in bytes. */
    public long size() throws IOException {
        return source.size();
    }

    /** The name of the file in the data directory that the master key lies in; empty if it is given from elsewhere. */
    public Optional<String> masterKeyFile() {
        return keyLiesInHome ? Optional.of(MasterKey.FILE) : Optional.empty();
    }

    /** Copies the file as it stands now, with every key that was made by now. */
    public long copyTo(OutputStream target) throws IOException {
        return source.copyTo(target);
    }

    /** True if the keys lie on a database server, whose log, standbys and backups Rapport does not see. */
    public boolean isOnServer() {
        return source.isShared();
    }

    /**
     * Writes the file anew with nothing in it but the keys that there are: the bytes of destroyed ones are gone from it
     * when this returns. Rapport goes on meanwhile; a kill leaves one whole file, the old or the new. A server is told
     * to do so with its tables.
     *
     * @throws IOException if it could not be done; then the old file stays in use
     */
    public void rewrite() throws IOException {
        source.rewrite();
    }
}
