package rapport.backups;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import rapport.eventstore.Pool;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Refused;
import rapport.tools.Tool;
import rapport.words.VaultFile;

/** {@code rapport compact}. */
record CompactTool(Pool history, VaultFile vault, boolean isServing) implements Tool {

    @Override
    public Callable<Integer> command(Console console) {
        return new Compact(this, console);
    }

    @Command(
            name = "compact",
            description = {
                "Write the files anew, without the room that nothing uses any more.",
                "Needs Rapport to be stopped, and room for two more copies. The new files are compared with the old ones row "
                        + "by row before they take their place; whenever this is interrupted, one of the two is there, whole."
            })
    private static final class Compact implements Callable<Integer> {

        private final CompactTool tool;
        private final Console console;

        Compact(CompactTool tool, Console console) {
            this.tool = tool;
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (tool.history().isShared()) {
                throw OnServer.refused();
            }
            if (tool.isServing()) {
                throw Refused.notNow(
                        "Everybody would have to wait for this: stop Rapport first, then run it again. Or start "
                                + "it once with --rapport.compact=true, which does it before anybody is served.");
            }
            var history = tool.history().size();
            var vault = tool.vault().size();
            console.say("Writing the files anew. This takes about as long as copying "
                    + Sizes.text(2 * (history + vault)) + ".");
            tool.history().rewrite();
            tool.vault().rewrite();
            console.say("The history took " + Sizes.text(history) + " and now takes "
                    + Sizes.text(tool.history().size()) + "; the keys took " + Sizes.text(vault) + " and now take "
                    + Sizes.text(tool.vault().size()) + ".");
            return Exit.WELL;
        }
    }
}
