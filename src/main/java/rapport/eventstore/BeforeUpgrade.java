package rapport.eventstore;

/** What has to be done before data that another version wrote are changed: done once, however many ask for it. */
@FunctionalInterface
public interface BeforeUpgrade {

    /** @throws rapport.shared.CannotStart if the change had better not be made; then nothing was changed */
    void run();
}
