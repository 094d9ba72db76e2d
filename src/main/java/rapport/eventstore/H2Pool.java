package rapport.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
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
public final class H2Pool extends HikariDataSource implements Pool {

    /** H2 writes over the first two blocks of the file whenever it likes, and over nothing behind them. */
    private static final int HEAD = 2 * 4096;

    private static final int PIECE = 1 << 20;

    /** For a connection, while all are in use. */
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final DataSource source;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock(true);
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock(true);

    /**
     * Held by single queries, which do not wait for a flush, but for a file that takes another one's place. It comes before
     * {@link #use}: who has that one never asks for this one.
     */
    private final ReentrantReadWriteLock queries = new ReentrantReadWriteLock(true);

    /**
     * The connections that answer single queries. With each table that a transaction writes to, H2 goes through all queries
     * that its connection has parsed: those that record keep few of them, and these may keep all.
     */
    private final HikariDataSource forQueries = new HikariDataSource();

    private Connection keeper;
    private volatile @Nullable OpenFile file;
    private volatile boolean broken;

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

    /** Connections to a file, which is written when told to: so many for transactions, and as many for single queries. */
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
        var waiting = new Waiting(source, pool.life, pool::mustBeWhole);
        setUp(pool, waiting, name, connections);
        setUp(pool.forQueries, waiting, name + " (queries)", connections);
        return pool;
    }

    private static void setUp(HikariDataSource pool, DataSource source, String name, int connections) {
        pool.setDataSource(source);
        pool.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        pool.setPoolName(name);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
    }

    @Override
    public boolean isBroken() {
        var open = file;
        return broken || (open != null && open.store().isClosed());
    }

    @FunctionalInterface
    private interface Check {
        void make() throws SQLException;
    }

    /**
     * H2 closes a file that it could not write. Opened again for the next connection, it would hold what stood there at the last
     * flush: what others remember of commits since would be wrong, and what they record next would stand beside it. So
     * it stays closed until the next start, whatever H2 makes of it.
     */
    private void mustBeWhole() throws SQLException {
        if (isBroken()) {
            throw new SQLNonTransientConnectionException(
                    "the file could not be written, and is not touched any more", Outage.IO_ERROR);
        }
    }

    /** Opens no connection while the file is exchanged, and none to a file that could not be written. */
    private static final class Waiting extends AbstractDataSource {

        private final DataSource source;
        private final ReentrantReadWriteLock life;
        private final Check whole;

        Waiting(DataSource source, ReentrantReadWriteLock life, Check whole) {
            this.source = source;
            this.life = life;
            this.whole = whole;
        }

        @Override
        public Connection getConnection() throws SQLException {
            life.readLock().lock();
            try {
                whole.make();
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

        // As long as a pool that is closed waits for a connection that it is just opening.
        @Override
        public int getLoginTimeout() throws SQLException {
            return source.getLoginTimeout();
        }
    }

    /**
     * The file as H2 has it open, and a second way to read it. Closing any channel to a file gives up the lock that keeps
     * other processes out, whichever channel it was taken by: so this one stays open for as long as H2's own.
     */
    private record OpenFile(Path path, MVStore store, FileChannel reader, AtomicLong begun, AtomicLong written) {

        static OpenFile behind(Connection connection, Path path) throws SQLException {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            try {
                return new OpenFile(
                        path,
                        session.getDatabase().getStore().getMvStore(),
                        FileChannel.open(path, StandardOpenOption.READ),
                        new AtomicLong(),
                        new AtomicLong());
            } catch (IOException e) {
                throw new SQLException("the file of the database cannot be read", e);
            }
        }

        /** What is committed by now will be written, and nothing that comes later. While no connection is in use. */
        void begin() {
            // A chunk says where the one before it lies only once that one has its place in the file. Begun earlier, it
            // leaves a file behind that cannot be opened if it is the last one there: see docs/adr/0006.
            if (written.get() < begun.get()) {
                waitForIt();
            }
            // Refused while H2 is busy with something else, and that does not last.
            while (store.hasUnsavedChanges() && store.tryCommit() < 0) {
                waitForIt();
            }
            begun.incrementAndGet();
        }

        /** What H2 has handed to a thread of its own must have reached the file before the file is synced or copied. */
        void waitForIt() {
            var all = begun.get();
            store.executeFilestoreOperation(() -> {});
            written.accumulateAndGet(all, Math::max);
        }

        void write() {
            begin();
            waitForIt();
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
        forQueries.close();
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

    /**
     * A connection that is taken from the pool with the first question to it. Single queries go on beside a flush: they
     * change nothing. Whatever else is asked of it waits until a flush has begun, and holds up the next one.
     */
    @Override
    public Connection getConnection() throws SQLException {
        mustBeWhole();
        return BorrowedConnection.from(forQueries::getConnection, queries, this::pooled, use);
    }

    private Connection pooled() throws SQLException {
        return super.getConnection();
    }

    /** While no other connection is in use, so that no transaction is open. */
    @Override
    public <T> T undisturbed(Look<T> look) {
        mustHoldNoConnection();
        use.writeLock().lock();
        try (var connection = getConnection()) {
            return look.at(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be looked at", e);
        } finally {
            use.writeLock().unlock();
        }
    }

    @Override
    public void flush() {
        mustHoldNoConnection();
        if (file == null) {
            return;
        }
        OpenFile open;
        use.writeLock().lock();
        try {
            open = openFile();
            // H2's trees are never changed, only replaced: it writes them as they are now while others already go on.
            writing(open::begin);
            // Taken before the other is given back, so that the file is not exchanged before it is synced.
            life.readLock().lock();
        } finally {
            use.writeLock().unlock();
        }
        try {
            writing(open::waitForIt);
            writing(open.store()::sync);
        } finally {
            life.readLock().unlock();
        }
    }

    private void writing(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            broken = true;
            throw e;
        }
    }

    private void mustHoldNoConnection() {
        if (use.getReadHoldCount() + queries.getReadHoldCount() > 0) {
            throw new IllegalStateException("asked for in the middle of a transaction");
        }
    }

    private OpenFile written() {
        var open = openFile();
        writing(open::write);
        return open;
    }

    private OpenFile openFile() {
        var open = file;
        if (open == null) {
            throw new IllegalStateException("what lies in memory has no file");
        }
        return open;
    }

    /** Nobody else uses a connection meanwhile: a file must not be written in the middle of a transaction. */
    @Override
    public void withViewsOf(String stream, Runnable work) {
        mustHoldNoConnection();
        use.writeLock().lock();
        try {
            work.run();
        } finally {
            use.writeLock().unlock();
        }
    }

    @Override
    public void shortly(Runnable work) {
        withViewsOf("", work);
    }

    @Override
    public void writesViewsOf(String stream) {
        // whoever makes them again waits until no connection is in use
    }

    /** It stands outside of the pool, so that it holds up no flush. */
    @Override
    public Connection snapshot() throws SQLException {
        var connection = getDataSource().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("set session characteristics as transaction isolation level snapshot");
            connection.setAutoCommit(false);
            // From here on, and not only from the first question on.
            statement.execute("select 1");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public boolean hasFile() {
        return file != null;
    }

    @Override
    public long size() throws IOException {
        var open = file;
        return open == null ? 0 : open.reader().size();
    }

    /**
     * Others go on writing meanwhile: the file only grows, so all but its first bytes can be copied in peace.
     */
    @Override
    public long copyTo(OutputStream target) throws IOException {
        mustHoldNoConnection();
        return unharmed(() -> copy(target));
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
    @Override
    public void rewrite() throws IOException {
        mustHoldNoConnection();
        if (file == null) {
            return;
        }
        unharmed(() -> {
            writeAnew();
            return true;
        });
    }

    private interface Work<T> {
        T done() throws IOException;
    }

    // Files are closed under a thread that is interrupted while it reads or writes them, and these are everyone's: a
    // thread that nobody else knows does it.
    private static <T> T unharmed(Work<T> work) throws IOException {
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
        queries.writeLock().lock();
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
            evictAll(this);
            evictAll(forQueries);
        } finally {
            use.writeLock().unlock();
            queries.writeLock().unlock();
        }
    }

    private static void evictAll(HikariDataSource connections) {
        var pool = connections.getHikariPoolMXBean();
        if (pool != null) {
            pool.softEvictConnections();
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
