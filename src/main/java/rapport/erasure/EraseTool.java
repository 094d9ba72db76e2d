package rapport.erasure;

import java.io.UncheckedIOException;
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
import rapport.tools.Tool;

/** The operator's command that erases what two people wrote. */
@Component
class EraseTool implements Tool {

    private final Erasures erasures;
    private final Relationships relationships;
    private final People people;

    EraseTool(Erasures erasures, Relationships relationships, People people) {
        this.erasures = erasures;
        this.relationships = relationships;
        this.people = people;
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

        Erase(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            var why = basis;
            if ((announce && withdraw) || (why == null) != withdraw) {
                console.say(
                        "Say why with --basis, and with --announce that the two are to be told first; or take back with"
                                + " --withdraw what was announced.");
                return Exit.USAGE;
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
                var typed = console.ask("To go on, type both names as they stand here, or the id: ")
                        .strip();
                if (!typed.equals(both) && !typed.equalsIgnoreCase(id.toString())) {
                    console.say("That is not it. Nothing was erased.");
                    return Exit.WRONG;
                }
            }
            erasures.erase(id, why, (done, of) -> console.progress("Erasing", done, of));
            console.say(
                    "Erased. Copies of the keys made before today open what was backed up before today: those that you"
                            + " keep elsewhere are yours to destroy; those in Rapport’s own backups go with their own, short"
                            + " retention.");
            return Exit.WELL;
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
