package rapport.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connections to one H2 file, and the only hand that writes it. H2 takes what it writes from one table after
 * another while others go on: written in the middle of a transaction, and killed before the next time, a file comes up
 * with half of it. So it writes only when told to, and is told to only while no connection is in use.
 */
public final class H2Pool extends HikariDataSource {

    /** H2 writes over the first two blocks of the file whenever it likes, and over nothing behind them. */
    private static final int HEAD = 2 * 4096;

    private static final int PIECE = 1 << 20;

    private final DataSource source;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock(true);
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock(true);
    private Connection keeper;
    private volatile @Nullable OpenFile file;

    private H2Pool(DataSource source, @Nullable Path path) throws SQLException {
        this.source = source;
        // It stays beside the pool. H2 closes a database with its last connection, and a pool renews the only one that
        // it has by closing it first: the file would come back as another one, and the store be closed.
        this.keeper = source.getConnection();
        try {
            this.file = path == null ? null : OpenFile.behind(keeper, path);
        } catch (SQLException | RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    /** Connections to a file, which is written when told to. */
    static H2Pool toFile(DataSource source, Path file, String name, int connections) throws SQLException {
        return over(source, file, name, connections);
    }

    /** Connections to what lies in memory alone, where there is nothing to write. */
    static H2Pool toMemory(DataSource source, String name, int connections) throws SQLException {
        return over(source, null, name, connections);
    }

    private static H2Pool over(DataSource source, @Nullable Path file, String name, int connections)
            throws SQLException {
        var pool = new H2Pool(source, file);
        pool.setDataSource(new Waiting(source, pool.life));
        pool.setPoolName(name);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        return pool;
    }

    /** Opens no connection while the file is exchanged. */
    private static final class Waiting extends AbstractDataSource {

        private final DataSource source;
        private final ReentrantReadWriteLock life;

        Waiting(DataSource source, ReentrantReadWriteLock life) {
            this.source = source;
            this.life = life;
        }

        @Override
        public Connection getConnection() throws SQLException {
            life.readLock().lock();
            try {
                return source.getConnection();
            } finally {
                life.readLock().unlock();
            }
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            source.setLoginTimeout(seconds);
        }
    }

    /**
     * The file as H2 has it open, and a second way to read it. Closing any channel to a file gives up the lock that keeps
     * other processes out, whichever channel it was taken by: so this one stays open for as long as H2's own.
     */
    private record OpenFile(Path path, MVStore store, FileChannel reader) {

        static OpenFile behind(Connection connection, Path path) throws SQLException {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            try {
                return new OpenFile(
                        path,
                        session.getDatabase().getStore().getMvStore(),
                        FileChannel.open(path, StandardOpenOption.READ));
            } catch (IOException e) {
                throw new SQLException("the file of the database cannot be read", e);
            }
        }

        void write() {
            store.commit();
            // What H2 has handed to a thread of its own must have reached the file before the file is synced or copied.
            store.executeFilestoreOperation(() -> {});
        }

        void closeReader() {
            try {
                reader.close();
            } catch (IOException _) {
                // it was only read from
            }
        }
    }

    @Override
    public void close() {
        super.close();
        try {
            keeper.close();
        } catch (SQLException _) {
            // gone with the process at the latest
        }
        var open = file;
        if (open != null) {
            open.closeReader();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        use.readLock().lock();
        Connection connection = null;
        try {
            connection = super.getConnection();
        } finally {
            if (connection == null) {
                use.readLock().unlock();
            }
        }
        return freeing(connection);
    }

    private Connection freeing(Connection real) {
        var closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                            use.readLock().unlock();
                        }
                    }
                });
    }

    /**
     * Returns when all that was committed is on the disk.
     *
     * @throws IllegalStateException if this thread still holds a connection
     */
    public void flush() {
        mustHoldNoConnection();
        if (file == null) {
            return;
        }
        OpenFile open;
        use.writeLock().lock();
        try {
            open = written();
            // Taken before the other is given back, so that the file is not exchanged before it is synced.
            life.readLock().lock();
        } finally {
            use.writeLock().unlock();
        }
        try {
            open.store().sync();
        } finally {
            life.readLock().unlock();
        }
    }

    private void mustHoldNoConnection() {
        if (use.getReadHoldCount() > 0) {
            throw new IllegalStateException("flushed in the middle of a transaction");
        }
    }

    private OpenFile written() {
        var open = file;
        if (open == null) {
            throw new IllegalStateException("what lies in memory has no file");
        }
        open.write();
        return open;
    }

    /**
     * Does something while nobody else uses a connection: all others wait, so it must be short.
     *
     * @throws IllegalStateException if this thread still holds a connection
     */
    public void alone(Runnable work) {
        mustHoldNoConnection();
        use.writeLock().lock();
        try {
            work.run();
        } finally {
            use.writeLock().unlock();
        }
    }

    /** True if there is a file: a database in memory can neither be copied nor written anew. */
    public boolean hasFile() {
        return file != null;
    }

    /** How long the file is now, in bytes. */
    public long size() throws IOException {
        var open = file;
        return open == null ? 0 : open.reader().size();
    }

    /**
     * Copies the file as it stands when this is called, with everything that was committed by then and nothing else.
     * Others go on writing meanwhile: the file only grows, so all but its first bytes can be copied in peace.
     *
     * @return how many bytes that were
     */
    public long copyTo(OutputStream target) throws IOException {
        mustHoldNoConnection();
        return undisturbed(() -> copy(target));
    }

    private long copy(OutputStream target) throws IOException {
        var head = ByteBuffer.allocate(HEAD);
        FileChannel reader;
        long length;
        use.writeLock().lock();
        try {
            reader = written().reader();
            length = reader.size();
            readFully(reader, head, 0, Math.min(HEAD, length));
            life.readLock().lock();
        } finally {
            use.writeLock().unlock();
        }
        try {
            target.write(head.array(), 0, head.limit());
            var piece = ByteBuffer.allocate(PIECE);
            for (long at = head.limit(); at < length; at += piece.limit()) {
                readFully(reader, piece, at, Math.min(PIECE, length - at));
                target.write(piece.array(), 0, piece.limit());
            }
            return length;
        } finally {
            life.readLock().unlock();
        }
    }

    private static void readFully(FileChannel reader, ByteBuffer into, long at, long count) throws IOException {
        into.clear().limit((int) count);
        while (into.hasRemaining()) {
            if (reader.read(into, at + into.position()) < 0) {
                throw new EOFException("the file of the database became shorter");
            }
        }
    }

    /**
     * Writes the file anew with nothing in it but what the tables hold now, puts the new one in the old one's place, and
     * goes on: bytes of rows that were removed are gone from the file then. Everybody waits meanwhile. Whenever the
     * process is killed, one whole file is there, the old or the new; where the new one cannot be made, the old one stays
     * in use.
     *
     * @throws IllegalStateException if this thread still holds a connection
     * @throws IOException if the disk is full, or the new file does not hold what the old one does
     */
    public void rewrite() throws IOException {
        mustHoldNoConnection();
        if (file == null) {
            return;
        }
        undisturbed(() -> {
            writeAnew();
            return true;
        });
    }

    private interface Work<T> {
        T done() throws IOException;
    }

    // Files are closed under a thread that is interrupted while it reads or writes them, and these are everyone's. So
    // it is
    // done by a thread that nobody else knows.
    private static <T> T undisturbed(Work<T> work) throws IOException {
        var task = new FutureTask<>(work::done);
        Thread.ofPlatform().daemon().name("file").start(task);
        var interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeAnew() throws IOException {
        use.writeLock().lock();
        try {
            var old = written();
            old.store().sync();
            var draft = new CompactCopy(old.path());
            try {
                draft.make(old.reader(), old.store().getFileStore().size());
                draft.mustHoldTheSameAs(keeper);
                exchange(old, draft);
            } catch (SQLException e) {
                throw new IOException("the file of the database could not be written anew", e);
            } finally {
                draft.remove();
            }
            // All of them led to the file that is gone.
            var pool = getHikariPoolMXBean();
            if (pool != null) {
                pool.softEvictConnections();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private void exchange(OpenFile old, CompactCopy draft) throws SQLException, IOException {
        life.writeLock().lock();
        try {
            // Without the tidying up of a clean close, which would write to a file that is about to go.
            try (var statement = keeper.createStatement()) {
                statement.execute("shutdown immediately");
            }
            old.closeReader();
            try {
                draft.takePlaceOf(old.path());
            } finally {
                keeper = source.getConnection();
                file = OpenFile.behind(keeper, old.path());
            }
        } finally {
            life.writeLock().unlock();
        }
    }
}
