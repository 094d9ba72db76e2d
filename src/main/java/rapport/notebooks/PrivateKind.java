package rapport.notebooks;

/** What a party writes into their own notebook. */
public enum PrivateKind {
    NOTE,
    TOPIC,
    RUPTURE
}
