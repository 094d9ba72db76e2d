package rapport.eventstore;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import rapport.shared.CannotStart;
import rapport.shared.SecretFile;

/**
 * Where one schema of PostgreSQL lies, as docs/operations.md describes it.
 *
 * @param url for the driver
 * @param schema the one that everything of it lies in
 */
record PostgresSettings(String url, String username, String password, String schema) {

    static final String HISTORY = "rapport.database.";
    static final String VAULT = "rapport.vault.";

    private static final Pattern URL = Pattern.compile("jdbc:postgresql://[^\\s]+/[^\\s]+");
    private static final Pattern SECRET_IN_URL = Pattern.compile("(?i)[?&](user|\\w*password)=|//[^/]*@");
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,30}");

    /**
     * Where the history lies.
     *
     * @throws CannotStart if it is not set, or cannot be right
     */
    static PostgresSettings ofHistory(Environment environment) {
        return of(environment, HISTORY, "rapport");
    }

    /** Where the keys lie: beside the history in a schema of their own, unless it is said otherwise. */
    static PostgresSettings ofVault(Environment environment) {
        var history = ofHistory(environment);
        var vault = value(environment, VAULT + "url").isEmpty()
                ? new PostgresSettings(
                        history.url, history.username, history.password, schema(environment, VAULT, "vault"))
                : of(environment, VAULT, "vault");
        if (vault.url.equals(history.url) && vault.schema.equals(history.schema)) {
            throw new CannotStart(
                    "The history and its keys must not lie in one schema: who has a copy of it could read every word.",
                    "Set " + HISTORY + "schema and " + VAULT + "schema to different names.");
        }
        return vault;
    }

    @Override
    public String toString() {
        return "PostgresSettings[" + url + " " + schema + "]";
    }

    private static PostgresSettings of(Environment environment, String prefix, String schema) {
        var url = value(environment, prefix + "url");
        if (url.isEmpty()) {
            throw new CannotStart(
                    "The profile \"postgres\" is set, but " + prefix + "url is not.",
                    "Set it to where your database is, such as jdbc:postgresql://db.example.com/rapport.");
        }
        if (!URL.matcher(url).matches()) {
            throw new CannotStart(
                    prefix + "url is not the address of a PostgreSQL database.",
                    "Write it as jdbc:postgresql://HOST/DATABASE.");
        }
        if (SECRET_IN_URL.matcher(url).find()) {
            throw new CannotStart(
                    prefix + "url holds a user or a password, and addresses are shown in messages.",
                    "Set " + prefix + "username, and " + prefix + "password or " + prefix + "password-file.");
        }
        return new PostgresSettings(
                url,
                value(environment, prefix + "username"),
                password(environment, prefix),
                schema(environment, prefix, schema));
    }

    private static String password(Environment environment, String prefix) {
        var file = value(environment, prefix + "password-file");
        return file.isEmpty()
                ? value(environment, prefix + "password")
                : SecretFile.read(Path.of(file), prefix + "password-file", "password of the database");
    }

    private static String schema(Environment environment, String prefix, String otherwise) {
        var schema = value(environment, prefix + "schema");
        if (schema.isEmpty()) {
            return otherwise;
        }
        if (!SCHEMA.matcher(schema).matches()) {
            throw new CannotStart(
                    prefix + "schema is not the name of a schema.",
                    "Use up to 31 small letters, digits and underscores, beginning with a letter.");
        }
        return schema;
    }

    private static String value(Environment environment, String name) {
        return environment.getProperty(name, "").strip();
    }
}
