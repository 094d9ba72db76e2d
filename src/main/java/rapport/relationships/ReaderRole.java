package rapport.relationships;

/** In which role somebody who is not a party reads a relationship's history. Stored for ever by these names. */
public enum ReaderRole {

    /** Named by whoever runs the server. */
    AUDITOR
}
