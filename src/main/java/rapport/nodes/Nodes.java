package rapport.nodes;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** This process among those that share its database. */
public interface Nodes {

    /** A process that has its database to itself. */
    static Nodes one() {
        return new OneNode();
    }

    /** True if other processes may work on the same database, whether or not there are any right now. */
    boolean areSeveral();

    /** Under which name this process is known to the others; another one after each start. */
    String name();

    /**
     * Does a piece of work if it is this node's turn. Turns keep nodes from doing the same at the same time; they are no
     * lock: who is interrupted for long may still be at it when another begins, so the work must bear that.
     *
     * @return false if it was another's turn, and nothing was done
     */
    boolean inTurn(Work work, Runnable run);

    /**
     * Does a piece of work while no other node does the same, and waits for that.
     *
     * @throws IllegalStateException if it took too long, or the database is out of reach
     */
    <T> T alone(Work work, Supplier<T> run);

    /** Lets the other nodes know soon, in the background. Who could not be told learns that something was missed. */
    void tell(Topic topic, Collection<UUID> whom);

    /**
     * Lets the other nodes know, and returns when the database has taken it.
     *
     * @throws org.springframework.dao.DataAccessException if it has not
     */
    void tellNow(Topic topic, UUID whom);

    /** Has somebody told, on a thread of this room, of what other nodes tell. */
    void hear(Topic topic, Consumer<UUID> told);

    /** Has somebody told, on a thread of this room, whenever something may have been told that was not heard. */
    void whenMissed(Runnable told);

    /** False if what other nodes tell may not have been heard for the last seconds. */
    boolean hearsOthers();

    /** True if the database has not answered for so long that the others do without this node. */
    boolean isCutOff();
}
