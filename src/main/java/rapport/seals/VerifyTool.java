package rapport.seals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Tool;

/** {@code rapport verify}. */
@Component
final class VerifyTool implements Tool {

    private final Checks checks;
    private final Verification verification;
    private final Seals seals;

    VerifyTool(Checks checks, Verification verification, Seals seals) {
        this.checks = checks;
        this.verification = verification;
        this.seals = seals;
    }

    @Override
    public Callable<Integer> command(Console console) {
        return new Verify(this, console);
    }

    @Command(
            name = "verify",
            description = {
                "Check the history against its seals, and receipts that people kept.",
                "Changes nothing in it. Answers with 1 if something does not fit, and names it."
            })
    private static final class Verify implements Callable<Integer> {

        private static final String RESTORED = "restored";

        private final VerifyTool tool;
        private final Console console;

        @Option(
                names = "--receipt",
                paramLabel = "RECEIPT",
                description = "A receipt that somebody kept, such as 42-K7Q2-M9XD-4T3W; may be given several times.")
        private List<String> receipts = new ArrayList<>();

        @Option(
                names = "--restored",
                description =
                        "The data were put back from a backup: take their newest block for the newest. Asks first.")
        private boolean restored;

        Verify(VerifyTool tool, Console console) {
            this.tool = tool;
            this.console = console;
        }

        @Override
        public Integer call() {
            var given = new LinkedHashSet<Receipt>();
            for (var typed : receipts) {
                var receipt = Receipt.of(typed);
                if (receipt.isEmpty()) {
                    console.say("A receipt looks like 42-K7Q2-M9XD-4T3W; look at each sign again.");
                    return Exit.WRONG;
                }
                given.add(receipt.get());
            }
            return restored ? acceptRestored() : check(given);
        }

        private int check(Set<Receipt> given) {
            var result = tool.checks.run((done, of) -> console.progress("Checking", done, of));
            var findings = Stream.concat(
                            result.findings().stream(), tool.verification.check(List.copyOf(given)).stream())
                    .toList();
            findings.forEach(finding -> console.say(finding.sentence()));
            console.say(sum(result, findings.size()));
            if (result.unsealed() > 0) {
                console.say(
                        result.unsealed() == 1
                                ? "The newest one is not sealed yet."
                                : "The " + result.unsealed() + " newest are not sealed yet.");
            }
            return findings.isEmpty() ? Exit.WELL : Exit.WRONG;
        }

        private static String sum(Verification.Result result, int wrong) {
            var looked = result.events() + (result.events() == 1 ? " sealed event in " : " sealed events in ")
                    + result.blocks() + (result.blocks() == 1 ? " block" : " blocks") + " were checked: ";
            return looked
                    + switch (wrong) {
                        case 0 -> "all of them hold.";
                        case 1 -> "one thing does not fit.";
                        default ->
                            result.findings().size() == Verification.MOST_FINDINGS
                                    ? "at least " + wrong + " things do not fit; these come first."
                                    : wrong + " things do not fit.";
                    };
        }

        private int acceptRestored() {
            console.say(
                    "From now on the newest block that is there counts as the newest. Receipts of later blocks will not "
                            + "fit any more, and whoever keeps one will ask. Do this only if you put the data back yourself.");
            if (!console.ask("Type " + RESTORED + " to go on: ").strip().equals(RESTORED)) {
                console.say("Nothing was done.");
                return Exit.WRONG;
            }
            tool.seals.acceptRestored();
            return check(Set.of());
        }
    }
}
