package rapport.web;

import rapport.commitments.CommitmentActKind;
import rapport.commitments.CommitmentId;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;

/** The addresses of the pages; they hold ids and nothing that anybody wrote. */
final class Addressed {

    static final String TODAY = "/";
    static final String PEOPLE = "/people";
    static final String RELATIONSHIPS = "/relationships";

    private Addressed() {}

    static String brief(RelationshipId relationship) {
        return RELATIONSHIPS + "/" + relationship;
    }

    static String end(RelationshipId relationship) {
        return brief(relationship) + "/end";
    }

    static String promises(RelationshipId relationship) {
        return brief(relationship) + "/promises";
    }

    static String history(RelationshipId relationship) {
        return brief(relationship) + "/history";
    }

    static String history(RelationshipId relationship, EntryId entry) {
        return history(relationship) + "/" + entry;
    }

    static String promise(RelationshipId relationship, CommitmentId commitment) {
        return promises(relationship) + "/" + commitment;
    }

    static String act(RelationshipId relationship, CommitmentId commitment, CommitmentActKind kind) {
        return promise(relationship, commitment) + "/" + kind.path();
    }
}
