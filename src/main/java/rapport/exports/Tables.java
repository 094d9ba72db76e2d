package rapport.exports;

import java.util.List;
import java.util.Set;

/** Every table of the events' database, and whether it travels. One that is in none of these lists fails a test. */
final class Tables {

    /** @param key by which its rows are put in order */
    record Table(String name, List<String> key) {

        static Table of(String name, String... key) {
            return new Table(name, List.of(key));
        }
    }

    static final String EVENTS = "domain_event";

    /** What cannot be made again, those that others refer to first. */
    static final List<Table> TAKEN = List.of(
            Table.of(EVENTS, "global_index"),
            Table.of("person", "id"),
            Table.of("account", "person"),
            Table.of("set_up", "id"),
            Table.of("api_token", "hash"),
            Table.of("recovery_code", "person"),
            Table.of("invitation", "hash"),
            Table.of("known_browser", "hash"),
            Table.of("passkey_holder", "person"),
            Table.of("passkey", "id"),
            Table.of("oidc_subject", "issuer", "subject"),
            Table.of("notebook", "id"),
            Table.of("opening_seen", "person", "relationship", "sequence"),
            Table.of("reminder_settings", "person"),
            Table.of("brief_sent", "id"),
            Table.of("follow_up_sent", "id"),
            Table.of("follow_up_told", "person", "entry", "what", "on_day"),
            Table.of("delivery", "id"),
            Table.of("letter_address", "person"),
            Table.of("webhook", "id"),
            Table.of("webhook_failure", "webhook", "delivery"),
            Table.of("calendar_link", "person"),
            Table.of("erasure", "id"),
            Table.of("erasure_seen", "erasure", "person"),
            Table.of("handover", "relationship"),
            Table.of("handover_draft", "relationship", "part"),
            Table.of("seal_key", "id"),
            Table.of("seal_block", "block"));

    /** What follows from the events, or from what is taken. */
    static final Set<String> MADE_AGAIN = Set.of(
            "relationship",
            "promise",
            "promise_step",
            "entry",
            "meetings",
            "one_on_one_held",
            "opening",
            "brief_look",
            "follow_up_look",
            "view_version",
            "stale_view",
            "snapshot_event",
            "token_entry");

    /** What is worth nothing on another machine or on another day: who is signed in, links that were under way, tries, checks. */
    static final Set<String> LEFT_OUT = Set.of(
            "web_session",
            "web_session_attributes",
            "sign_in_failure",
            "letter_confirmation",
            "letter_asked",
            "auditor_link",
            "seal_check",
            "seal_finding",
            "node",
            "turn",
            "live_version",
            "under_way",
            "flyway_schema_history");

    private Tables() {}
}
