package rapport.mail;

/** What came of handing a letter to the mail server. */
enum Handover {
    TAKEN,
    /** Not this time; the fault is the server's or the network's, and may pass. */
    NOT_NOW,
    /** Never this letter. */
    REFUSED,
    /** Nobody gets letters at this address. */
    NO_SUCH_ADDRESS
}
