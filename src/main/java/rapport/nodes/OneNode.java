package rapport.nodes;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Nobody to tell anything, and every turn is its own. */
final class OneNode implements Nodes {

    @Override
    public boolean areSeveral() {
        return false;
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public boolean inTurn(Work work, Runnable run) {
        run.run();
        return true;
    }

    @Override
    public <T> T alone(Work work, Supplier<T> run) {
        return run.get();
    }

    @Override
    public void tell(Topic topic, Collection<UUID> whom) {
        // nobody else
    }

    @Override
    public void tellNow(Topic topic, UUID whom) {
        // nobody else
    }

    @Override
    public void hear(Topic topic, Consumer<UUID> told) {
        // nobody else
    }

    @Override
    public void whenMissed(Runnable told) {
        // nothing is ever missed
    }

    @Override
    public boolean hearsOthers() {
        return true;
    }

    @Override
    public boolean isCutOff() {
        return false;
    }
}
