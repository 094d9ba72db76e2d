package rapport.eventstore;

/** What an act throws that finds itself recorded already: whoever sent it is answered as the first time. */
public interface AlreadyThere {}
