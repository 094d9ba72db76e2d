package rapport;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A command of the machine's, such as one that mounts a small disk. */
final class SystemCommand {

    private SystemCommand() {}

    /** True if there is such a command, it ended within twenty seconds and all went well. */
    static boolean run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
