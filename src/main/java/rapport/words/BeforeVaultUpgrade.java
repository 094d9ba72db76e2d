package rapport.words;

/** What is done before the tables of a vault that holds keys are changed: a room above makes a copy and tries it there. */
@FunctionalInterface
public interface BeforeVaultUpgrade {

    /**
     * Runs while the vault is open, and nothing else.
     *
     * @throws rapport.shared.CannotStart if the change must not be made; then nothing was changed
     */
    void run(VaultFile vault);
}
