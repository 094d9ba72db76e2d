package rapport.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import rapport.backups.OutsideTools;
import rapport.eventstore.Postgres;
import rapport.eventstore.PutInPlace;
import rapport.exports.OutsideImport;
import rapport.tools.Console;
import rapport.tools.Exit;

/** The command line {@code rapport <tool> …}. */
public final class Operator {

    /** A setting as Rapport itself takes it, which may stand anywhere: a name with a dot in it. */
    private static final Pattern SETTING =
            Pattern.compile("--[a-zA-Z][\\w-]*(\\.[\\w\\[\\]-]+)+(=.*)?", Pattern.DOTALL);

    private Operator() {}

    /** True if somebody wants a tool, or help, rather than a server. */
    public static boolean isMeant(String... arguments) {
        return words(arguments).stream()
                .findFirst()
                .filter(first -> !first.startsWith("-")
                        || List.of("--help", "-h", "--version", "-V").contains(first))
                .isPresent();
    }

    /**
     * Does it and answers with the exit code.
     *
     * @param application starts Rapport
     */
    public static int run(Class<?> application, String... arguments) {
        var terminal = new Terminal();
        try {
            return run(application, arguments, terminal);
        } catch (RuntimeException e) {
            return Bench.say(e, terminal);
        }
    }

    static int run(Class<?> application, String[] arguments, Console terminal) {
        var words = words(arguments);
        var environment = environment(arguments);
        if (List.of("--version", "-V").contains(words.getFirst())) {
            terminal.say("Rapport " + environment.getProperty("rapport.version", ""));
            return Exit.WELL;
        }
        if (List.of("help", "--help", "-h").contains(words.getFirst())) {
            if (words.size() == 1) {
                ToolList.sayAll(terminal);
                return Exit.WELL;
            }
            words = List.of(words.get(1), "--help");
        }
        var tool = ToolList.named(words.getFirst()).orElse(null);
        if (tool == null) {
            terminal.say(ToolList.unknown(words.getFirst()));
            return Exit.USAGE;
        }
        var home = Path.of(environment.getRequiredProperty("rapport.home")).toAbsolutePath();
        if (Files.isDirectory(home) && !Files.isExecutable(home)) {
            terminal.say("The data directory " + home + " belongs to somebody else: this user may not look into it.");
            return Exit.NOT_NOW;
        }
        var directory = Path.of("").toAbsolutePath();
        var byServer = Connected.run(home, words, directory, terminal);
        if (byServer.isPresent()) {
            return byServer.getAsInt();
        }
        var contexts = new Contexts(() -> application, environment, true);
        var tools = new ArrayList<>(OutsideTools.of(home, environment, contexts));
        tools.add(OutsideImport.into(home, environment, contexts));
        var outside = new Bench(tools, environment.getProperty("rapport.version", ""));
        if (outside.names().contains(tool.name())) {
            return outside.run(words, terminal, directory);
        }
        // Where a restore was interrupted at the last moment, the data come into place once they are opened.
        if (tool.needsData() && environment.acceptsProfiles(Profiles.of("postgres & !demo"))) {
            if (!new Postgres(environment).exists("rapport")) {
                terminal.say(
                        "There is no Rapport in this database. The settings rapport.database.… say where to look.");
                return Exit.NOT_NOW;
            }
        } else if (tool.needsData() && !Files.exists(home.resolve("rapport.mv.db")) && !PutInPlace.isDecided(home)) {
            terminal.say("There is no Rapport in " + home + ". RAPPORT_HOME says where to look.");
            return Exit.NOT_NOW;
        }
        try (var context = contexts.opened(home)) {
            return context.getBean(Bench.class).run(words, terminal, directory);
        }
    }

    private static List<String> words(String... arguments) {
        return Stream.of(arguments)
                .filter(word -> !SETTING.matcher(word).matches())
                .toList();
    }

    private static ConfigurableEnvironment environment(String... arguments) {
        var settings = new ArrayList<String>();
        for (var argument : arguments) {
            if (SETTING.matcher(argument).matches()) {
                settings.add(argument);
            }
        }
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }
}
