package rapport.web;

import java.util.UUID;
import java.util.stream.Stream;
import rapport.commitments.CommitmentId;
import rapport.corrections.CorrectionActKind;
import rapport.doors.Collection;
import rapport.doors.OneOnOneActKind;
import rapport.history.Place;
import rapport.history.Position;
import rapport.parties.ActKind;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Visibility;
import rapport.shared.NotThere;

/** The addresses of the pages; they hold ids and nothing that anybody wrote. */
final class Addressed {

    static final String TODAY = "/";
    static final String PEOPLE = "/people";
    static final String HINTS = "/hints";
    static final String PROMISES_TO_ME = "/promises-to-me";
    static final String CAPTURE = "/capture";
    static final String CAPTURE_RECORD = "/capture/record";
    static final String CAPTURE_UNDO = "/capture/undo";
    static final String AUDIT = "/audit";
    static final String AUDITOR = "/auditor";
    static final String SETTINGS = "/settings";

    /** How one is reminded. */
    static final String REMINDERS = "/settings/reminders";

    static final String BRIEFS = "/briefs";
    static final String JOIN = "/join";
    static final String RELATIONSHIPS = "/relationships";
    static final String TOKENS = "/settings/tokens";
    static final String VERIFY = "/verify";
    static final String RECEIPTS = "/verify/receipts";
    static final String CALENDAR = "/settings/calendar";
    static final String EMAIL = "/settings/email";
    static final String WEBHOOKS = "/settings/webhooks";

    private Addressed() {}

    static String calendar(String secret) {
        return "/calendar/" + secret + ".ics";
    }

    static String brief(RelationshipId relationship) {
        return RELATIONSHIPS + "/" + relationship;
    }

    static String end(RelationshipId relationship) {
        return brief(relationship) + "/end";
    }

    static String invitations(RelationshipId relationship) {
        return brief(relationship) + "/invitations";
    }

    static String join(RelationshipId relationship) {
        return brief(relationship) + "/join";
    }

    static String promises(RelationshipId relationship) {
        return brief(relationship) + "/promises";
    }

    static String onMyBehalf(RelationshipId relationship) {
        return brief(relationship) + "/on-my-behalf";
    }

    static String history(RelationshipId relationship) {
        return brief(relationship) + "/history";
    }

    static String export(RelationshipId relationship) {
        return brief(relationship) + "/export";
    }

    static String history(RelationshipId relationship, EntryId entry) {
        return history(relationship) + "/" + entry;
    }

    /** The part of a history that begins with one event, and that event in it. */
    static String history(RelationshipId relationship, Position before, Place event) {
        return history(relationship) + "?before=" + before.text() + "#" + anchor(event);
    }

    /** What an event is called on the pages of a history, counted from 1 as people do. */
    static String anchor(Place event) {
        return (event.visibility() == Visibility.PRIVATE ? "own-event-" : "event-") + (event.sequence() + 1);
    }

    static String promise(RelationshipId relationship, CommitmentId commitment) {
        return promises(relationship) + "/" + commitment;
    }

    /** What happened to a promise or another entry, to be shown within another page. */
    static String story(String entry) {
        return entry + "/story";
    }

    static String entry(RelationshipId relationship, EntryId entry) {
        return brief(relationship) + "/entries/" + entry;
    }

    static String correction(RelationshipId relationship, EntryId entry, CorrectionActKind kind) {
        return entry(relationship, entry) + "/" + kind.path();
    }

    static String access(RelationshipId relationship) {
        return brief(relationship) + "/access";
    }

    /** Where one says that one knows of an erasure. */
    static String erasureSeen(RelationshipId relationship, UUID erasure) {
        return brief(relationship) + "/erasures/" + erasure + "/seen";
    }

    static String handover(RelationshipId relationship) {
        return brief(relationship) + "/handover";
    }

    static String openings(RelationshipId relationship) {
        return brief(relationship) + "/openings";
    }

    static String seen(RelationshipId relationship, long sequence) {
        return openings(relationship) + "/" + sequence + "/seen";
    }

    static String oneOnOnes(RelationshipId relationship) {
        return brief(relationship) + "/one-on-ones";
    }

    static String oneOnOnes(RelationshipId relationship, OneOnOneActKind kind) {
        return oneOnOnes(relationship) + "/" + kind.path();
    }

    static String wrapUp(RelationshipId relationship, WrapUpStep step) {
        return brief(relationship) + "/wrap-up" + step.path();
    }

    static String cadence(RelationshipId relationship) {
        return brief(relationship) + "/cadence";
    }

    /** Where the file of a calendar is looked at. */
    static String calendar(RelationshipId relationship) {
        return brief(relationship) + "/calendar";
    }

    static String recordCalendar(RelationshipId relationship) {
        return calendar(relationship) + "/record";
    }

    static String trust(RelationshipId relationship) {
        return brief(relationship) + "/trust";
    }

    static String all(RelationshipId relationship, Collection collection) {
        return brief(relationship) + "/" + path(collection);
    }

    static String act(RelationshipId relationship, Collection collection, EntryId entry, ActKind kind) {
        return all(relationship, collection) + "/" + entry + "/" + kind.path();
    }

    static String revoke(UUID token) {
        return TOKENS + "/" + token + "/revoke";
    }

    /** What is done with a webhook. */
    static String webhook(UUID webhook, String what) {
        return WEBHOOKS + "/" + webhook + "/" + what;
    }

    /** The entries that an address names. @throws NotThere if there are none of that name */
    static Collection collection(String path) {
        return Stream.of(Collection.values())
                .filter(collection -> path(collection).equals(path))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    private static String path(Collection collection) {
        return switch (collection) {
            case COMMITMENTS -> "promises";
            case FEEDBACK_REQUESTS -> "feedback-requests";
            case FEEDBACK, CONCERNS, RUPTURES, TOPICS, NOTES -> collection.path();
        };
    }
}
