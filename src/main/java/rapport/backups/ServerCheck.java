package rapport.backups;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Pool;

/** What the doctor can see of the database server that the data lie on: its settings, not its machine or its backups. */
record ServerCheck(Pool history, JdbcClient sql) {

    private static final String LABEL = "PostgreSQL";

    List<Finding> look() {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.well(
                LABEL,
                "Version " + shown("server_version") + "; the database takes " + size() + "; "
                        + (history.isUsedByOthers()
                                ? "other processes use it too."
                                : "no other Rapport uses it now.")));
        findings.add(durable());
        findings.add(
                shown("archive_mode").equals("off")
                        ? Finding.notice(
                                "Backups",
                                "The server keeps no archive of its write-ahead log: what was recorded since the last base "
                                        + "backup is lost with its disk.",
                                "docs/operations.md, PostgreSQL, says how backups are made there. If a standby or the "
                                        + "provider sees to it, all is well.")
                        : Finding.well(
                                "Backups",
                                "The server archives its write-ahead log. Whether backups are made and can be restored is "
                                        + "for you to try: Rapport cannot see it."));
        return findings;
    }

    private Finding durable() {
        var wrong = new ArrayList<String>();
        for (var setting : List.of("fsync", "full_page_writes")) {
            if (!shown(setting).equals("on")) {
                wrong.add(setting);
            }
        }
        if (shown("synchronous_commit").equals("off")) {
            wrong.add("synchronous_commit");
        }
        return wrong.isEmpty()
                ? Finding.well("Durability", "What is recorded is on disk before it is acknowledged.")
                : Finding.wrong(
                        "Durability",
                        "What is acknowledged may be lost when the server’s machine fails: " + String.join(", ", wrong)
                                + (wrong.size() == 1 ? " is off." : " are off."),
                        "Set it on in the server’s configuration, and start it again.");
    }

    private String size() {
        try {
            return Sizes.text(history.size());
        } catch (IOException _) {
            return "?";
        }
    }

    private String shown(String setting) {
        return sql.sql("select current_setting(?)")
                .param(setting)
                .query(String.class)
                .single();
    }
}
