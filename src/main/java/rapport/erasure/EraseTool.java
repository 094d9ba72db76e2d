package rapport.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapport.accounts.People;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.KeyCopies;
import rapport.tools.Refused;
import rapport.tools.Tool;
import rapport.words.VaultFile;

/** The operator's command that erases what two people wrote, and says where copies of the keys still are. */
@Component
class EraseTool implements Tool {

    private static final String OTHERS =
            "Copies that somebody keeps elsewhere are theirs to destroy: backups, exports of the whole server, copies of the"
                    + " data directory.";

    private static final String ON_THE_SERVER =
            "The database server may still have copies of the keys from before: in its write-ahead log and the archive of"
                    + " it, on standbys and in backups. Rapport cannot see them. What has to go, and when, stands in"
                    + " docs/operations.md under PostgreSQL.";

    private final Erasures erasures;
    private final VaultFile keys;
    private final Relationships relationships;
    private final People people;
    private final KeyCopies copies;

    EraseTool(Erasures erasures, VaultFile keys, Relationships relationships, People people, KeyCopies copies) {
        this.erasures = erasures;
        this.keys = keys;
        this.relationships = relationships;
        this.people = people;
        this.copies = copies;
    }

    @Override
    public Callable<Integer> command(Console console) {
        return new Erase(console);
    }

    @Command(name = "erase", description = "Erase for ever what two people wrote, once both were told.")
    private final class Erase implements Callable<Integer> {

        private final Console console;

        @Parameters(paramLabel = "RELATIONSHIP", description = "The relationship's id, as it stands in its address.")
        @SuppressWarnings("NullAway.Init") // picocli's to fill
        private UUID relationship;

        @Option(
                names = "--basis",
                description = "Why: ${COMPLETION-CANDIDATES}. It stays readable in the history for ever.")
        private @Nullable ErasureBasis basis;

        @Option(names = "--announce", description = "Tell the two first; they see it on every page.")
        private boolean announce;

        @Option(names = "--withdraw", description = "Take back what was announced.")
        private boolean withdraw;

        @Option(
                names = "--keys-now",
                description = "Then make a new backup, try it out, and remove the older backups of keys at once, which"
                        + " would still open the words. May be run again for what is erased already.")
        private boolean keysNow;

        Erase(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            var why = basis;
            if ((announce && withdraw) || (why == null) != withdraw || (keysNow && (announce || withdraw))) {
                console.say(
                        "Say why with --basis, and with --announce that the two are to be told first; or take back with"
                                + " --withdraw what was announced. --keys-now goes with the erasing itself.");
                return Exit.USAGE;
            }
            if (keysNow && keys.isOnServer()) {
                console.say(
                        "Backups of keys are PostgreSQL's here, so --keys-now cannot remove them. Nothing was erased.");
                return Exit.WRONG;
            }
            var id = new RelationshipId(relationship);
            try {
                if (why == null) {
                    erasures.withdraw(id);
                    console.say("Taken back. Nothing is erased, and the two are not asked any more.");
                    return Exit.WELL;
                }
                return announce ? announce(id, why) : erase(id, why);
            } catch (NotThere _) {
                console.say("There is no relationship of that id.");
            } catch (RuleBroken broken) {
                console.say(broken.sentence());
            } catch (UncheckedIOException _) {
                console.say(
                        "Their words cannot be read any more, but the file of the keys could not be written anew; perhaps the"
                                + " disk is full. Make room and run this again: it goes on from there.");
                return Exit.NOT_NOW;
            }
            return Exit.WRONG;
        }

        private int announce(RelationshipId id, ErasureBasis why) {
            var announced = erasures.announce(id, why);
            console.say(
                    "Announced. Both see it on every page until they say that they have seen it. It can be done once"
                            + " they have, or on " + Erasures.day(card(id), announced.possibleFrom()) + ".");
            return Exit.WELL;
        }

        private int erase(RelationshipId id, ErasureBasis why) {
            erasures.check(id, why);
            var card = card(id);
            var both = names(card);
            if (!card.isErased()) {
                console.say(
                        "Everything that " + both + " wrote to each other, and each for themselves beside it, will be"
                                + " unreadable for ever. That something was recorded, by whom and when, stays.");
            }
            if (!card.isErased() || keysNow) {
                console.say(whatBecomesOfCopies());
                var typed = console.ask("To go on, type both names as they stand here, " + both + ", or the id: ")
                        .strip();
                if (!typed.equals(both) && !typed.equalsIgnoreCase(id.toString())) {
                    console.say("That is not it. Nothing was " + (card.isErased() ? "removed." : "erased."));
                    return Exit.WRONG;
                }
            }
            erasures.erase(id, why, (done, of) -> console.progress("Erasing", done, of));
            console.say("Erased.");
            return keysNow ? renew(erasures.carriedOutAt(id)) : name(erasures.carriedOutAt(id));
        }

        private String whatBecomesOfCopies() {
            if (keys.isOnServer()) {
                return ON_THE_SERVER;
            }
            if (keysNow) {
                return "Then a new backup is made and tried out, and every older backup of keys in Rapport’s own directory"
                        + " is removed. Who needs one of them for anything else should copy it first.";
            }
            return "Copies of the keys that Rapport has made before still open what was backed up before. They are named at"
                    + " the end, each with how long it stays; with --keys-now the backups among them go at once.";
        }

        /** Says of each copy that still opens the words where it is. */
        private int name(Instant carriedOut) {
            if (keys.isOnServer()) {
                console.say(ON_THE_SERVER + " " + OTHERS);
                return Exit.WELL;
            }
            try {
                var left = copies.madeBefore(carriedOut);
                if (left.isEmpty()) {
                    console.say("Rapport has no copy of the keys from before. " + OTHERS);
                    return Exit.WELL;
                }
                console.say(
                        "These copies of keys are from before. Together with events that were backed up before, each may still"
                                + " open the words:");
                for (var copy : left) {
                    console.say("  " + copy.place());
                    console.say("    " + copy.until());
                }
                console.say(
                        (keysNow ? "" : "Run this again with --keys-now to have the backups among them gone today. ")
                                + OTHERS);
                return Exit.WELL;
            } catch (IOException _) {
                console.say(
                        "Whether copies of the keys from before lie in Rapport’s own directories cannot be seen: look"
                                + " yourself, and remove them. " + OTHERS);
                return Exit.WRONG;
            }
        }

        private int renew(Instant carriedOut) {
            try {
                count(copies.renew(console));
                return name(carriedOut);
            } catch (Refused refused) {
                console.say(String.valueOf(refused.getMessage()));
                name(carriedOut);
                return refused.exit();
            } catch (IOException _) {
                console.say(
                        "Not all of it could be done; perhaps the disk is full. Run this again once there is room.");
                name(carriedOut);
                return Exit.NOT_NOW;
            }
        }

        private void count(List<Path> removed) {
            console.say(
                    switch (removed.size()) {
                        case 0 -> "There was no older backup of keys to remove.";
                        case 1 -> "The new backup can be restored; one older backup of keys is removed.";
                        default ->
                            "The new backup can be restored; " + removed.size() + " older backups of keys are removed.";
                    });
        }

        private RelationshipCard card(RelationshipId id) {
            return relationships.forOperator(id).orElseThrow(NotThere::new);
        }

        private String names(RelationshipCard card) {
            var parties = card.parties();
            var names = people.names(List.of(parties.manager(), parties.report()));
            return names.getOrDefault(parties.manager(), "somebody") + " and "
                    + names.getOrDefault(parties.report(), "somebody");
        }
    }
}
