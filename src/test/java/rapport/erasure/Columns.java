package rapport.erasure;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Every column of the events' database that could hold a text, and why nothing that the two wrote stays in it. */
final class Columns {

    /**
     * <ul>
     *   <li>sealed: with the relationship's or the notebook's key, which is destroyed
     *   <li>code: an enum, an id, a date or a rule, made by Rapport
     *   <li>person: how somebody is called, reached or signs in; it is theirs and not of one relationship
     *   <li>hash: of a secret, or the public half of one
     *   <li>own key: sealed with a key of its own, and nothing that was said between the two
     *   <li>session: the attributes of a session hold who is signed in, and what was just done as a code
     * </ul>
     */
    private static final String ALL = """
            domain_event.event_identifier code
            domain_event.aggregate_identifier code
            domain_event.type code
            domain_event.payload_type code
            domain_event.payload_revision code
            domain_event.payload sealed
            domain_event.meta_data code
            domain_event.time_stamp code
            snapshot_event.event_identifier code
            snapshot_event.aggregate_identifier code
            snapshot_event.type code
            snapshot_event.payload_type code
            snapshot_event.payload_revision code
            snapshot_event.payload sealed
            snapshot_event.meta_data code
            snapshot_event.time_stamp code
            token_entry.processor_name code
            token_entry.token code
            token_entry.token_type code
            token_entry.time_stamp code
            token_entry.owner code
            person.name person
            person.email person
            person.email_key person
            account.passphrase hash
            account.name_key person
            api_token.hash hash
            api_token.name person
            relationship.zone code
            promise.made_by_side code
            promise.promisor code
            promise.words sealed
            promise.plan sealed
            promise.rewording sealed
            promise.status code
            promise.missed_recorded_by code
            promise_step.event code
            promise_step.side code
            promise_step.words sealed
            view_version.view code
            stale_view.view code
            stale_view.why code
            stale_view.failure code
            stale_view.event_id code
            entry.kind code
            entry.state sealed
            entry.corrections sealed
            meetings.state sealed
            recovery_code.hash hash
            invitation.hash hash
            invitation.side code
            sign_in_failure.who hash
            known_browser.hash hash
            web_session.primary_id code
            web_session.session_id hash
            web_session.principal_name code
            web_session_attributes.session_primary_id code
            web_session_attributes.attribute_name code
            web_session_attributes.attribute_bytes session
            opening.role code
            opening.reason sealed
            auditor_link.hash hash
            passkey_holder.handle hash
            passkey.credential hash
            passkey.public_key hash
            passkey.name person
            oidc_subject.issuer person
            oidc_subject.subject person
            reminder_settings.zone code
            reminder_settings.work_days code
            brief_look.side code
            follow_up_told.what code
            delivery.kind code
            delivery.way code
            delivery.outcome code
            letter_address.address person
            letter_address.off_by code
            letter_confirmation.hash hash
            letter_confirmation.address person
            letter_asked.address_key hash
            webhook.name person
            webhook.format code
            webhook.address own key
            webhook.secret own key
            webhook.state code
            webhook.last_result code
            calendar_link.hash hash
            erasure.basis code
            handover_draft.part code
            handover_draft.sealed sealed
            seal_key.public_key hash
            seal_key.private_key own key
            seal_block.previous hash
            seal_block.root hash
            seal_block.salt hash
            seal_block.entries hash
            seal_block.signature hash
            seal_finding.kind code
            seal_finding.stream code
            node.name code
            turn.work code
            turn.node code
            under_way.node code
            """;

    static final Map<String, String> KNOWN = read();

    private Columns() {}

    private static Map<String, String> read() {
        var known = new TreeMap<String, String>();
        Arrays.stream(ALL.strip().split("\n")).map(String::strip).forEach(line -> {
            var end = line.indexOf(' ');
            known.put(line.substring(0, end), line.substring(end + 1));
        });
        return known;
    }
}
