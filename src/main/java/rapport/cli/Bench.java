package rapport.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import rapport.shared.CannotStart;
import rapport.shared.RuleBroken;
import rapport.shared.Traced;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Refused;
import rapport.tools.Tool;

/** Runs tools by their names, and turns whatever becomes of them into words and an exit code. */
final class Bench {

    private static final Logger LOG = LoggerFactory.getLogger(Bench.class);

    private final Map<String, Tool> tools = new TreeMap<>();

    private final String version;

    Bench(Collection<Tool> tools, String version) {
        this.version = version;
        for (var tool : tools) {
            // A command must be made to learn its name, and says nothing by it.
            this.tools.put(new CommandLine(tool.command(Console.unheard())).getCommandName(), tool);
        }
    }

    Collection<String> names() {
        return tools.keySet();
    }

    /**
     * Runs a tool.
     *
     * @param words its name and what was typed behind it
     * @param directory what paths are relative to: where the operator is, not the server
     */
    int run(List<String> words, Console console, Path directory) {
        var tool = words.isEmpty() ? null : tools.get(words.getFirst());
        if (tool == null) {
            console.say(ToolList.unknown(words.isEmpty() ? "" : words.getFirst()));
            return Exit.USAGE;
        }
        try {
            return line(tool, console, directory)
                    .execute(words.subList(1, words.size()).toArray(String[]::new));
        } catch (RuntimeException e) {
            return say(e, console);
        }
    }

    private CommandLine line(Tool tool, Console console, Path directory) {
        var line = new CommandLine(tool.command(console));
        for (var spec : everyLevel(line)) {
            spec.mixinStandardHelpOptions(true);
            spec.version("Rapport " + version);
        }
        line.registerConverter(Path.class, text -> directory.resolve(text).normalize());
        line.registerConverter(UUID.class, Bench::id);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setCommandName("rapport " + line.getCommandName());
        var out = new PrintWriter(new Lines(console), true);
        line.setOut(out);
        line.setErr(out);
        line.setParameterExceptionHandler((mistake, _) -> {
            console.say(String.valueOf(mistake.getMessage()));
            console.say("To see how it is meant: "
                    + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return Exit.USAGE;
        });
        line.setExecutionExceptionHandler((e, _, _) -> say(e, console));
        return line;
    }

    private static List<CommandLine.Model.CommandSpec> everyLevel(CommandLine line) {
        var specs = new ArrayList<CommandLine.Model.CommandSpec>();
        specs.add(line.getCommandSpec());
        line.getSubcommands().values().forEach(below -> specs.addAll(everyLevel(below)));
        return specs;
    }

    /** Says what went wrong, without quoting anything that could hold words. */
    static int say(Throwable e, Console console) {
        return switch (e) {
            case Refused refused -> {
                console.say(String.valueOf(refused.getMessage()));
                yield refused.exit();
            }
            case CannotStart cannot -> {
                console.say(String.valueOf(cannot.getMessage()));
                console.say(cannot.whatToDo());
                yield isLocked(cannot) ? Exit.NOT_NOW : Exit.WRONG;
            }
            case RuleBroken broken -> {
                console.say(broken.sentence());
                yield Exit.WRONG;
            }
            case FileSystemException file -> {
                console.say("The file or directory " + file.getFile() + " could not be used: " + reason(file) + ".");
                yield Exit.NOT_NOW;
            }
            case IOException io -> {
                console.say("A file could not be read or written: " + reason(io) + ".");
                yield Exit.NOT_NOW;
            }
            default -> {
                if (beneath(e) instanceof IOException io) {
                    // The database tells of it in its own ways; what the system said lies at the bottom.
                    console.say("The data could not be read or written: " + reason(io) + ".");
                    yield Exit.NOT_NOW;
                }
                LOG.error("a tool failed", new Traced(e));
                console.say("This failed in a way that nobody has foreseen ("
                        + e.getClass().getSimpleName() + "). The log says where.");
                yield Exit.WRONG;
            }
        };
    }

    private static Throwable beneath(Throwable e) {
        var at = e;
        for (var cause = at.getCause(); cause != null; cause = at.getCause()) {
            at = cause;
        }
        return at;
    }

    private static String reason(FileSystemException e) {
        return switch (e) {
            case NoSuchFileException _ -> "it is not there";
            case AccessDeniedException _ -> "this user may not do that there";
            case FileAlreadyExistsException _ -> "something else of that name is there already";
            case NotDirectoryException _ -> "it is no directory";
            case DirectoryNotEmptyException _ -> "it holds something";
            default -> e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        };
    }

    private static String reason(IOException e) {
        return e instanceof ClosedChannelException || e.getMessage() == null
                ? "this was stopped before it was done"
                : e.getMessage();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new CommandLine.TypeConversionException(
                    "this is no id. An id has 36 characters, such as in the address of the page");
        }
    }

    // Whoever has it open will close it again.
    private static boolean isLocked(CannotStart cannot) {
        return cannot.getCause() instanceof SQLException e && e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
    }

    /** What picocli prints, line by line. */
    private static final class Lines extends Writer {

        private final Console console;
        private final StringBuilder line = new StringBuilder();

        Lines(Console console) {
            this.console = console;
        }

        @Override
        public void write(char[] text, int from, int count) {
            for (var at = from; at < from + count; at++) {
                if (text[at] == '\n') {
                    console.say(line.toString());
                    line.setLength(0);
                } else if (text[at] != '\r') {
                    line.append(text[at]);
                }
            }
        }

        @Override
        public void flush() {
            // a line is said when it ends
        }

        @Override
        public void close() {
            if (!line.isEmpty()) {
                console.say(line.toString());
            }
        }
    }
}
