package rapport.exports;

/** {@code README.txt}: what is in a copy, for whoever opens it in ten years. */
final class Readme {

    private Readme() {}

    static String of(Subject subject) {
        return """
                What was recorded between %1$s and %2$s in Rapport,
                as a copy for %1$s.

                It holds what both of them may read, and %1$s's own notebook beside it,
                which nobody else can read in Rapport. It does not hold what
                %2$s keeps in a notebook of their own, nor whether there is one.

                Everything is in clear: whoever has this file can read it. Keep it where
                you would keep a diary.

                history.html    Everything in the order in which it happened, to read and
                                to print. Needs a browser and nothing else.
                history.pdf     The same on numbered pages; if it is long, it goes on
                                in history-2.pdf and so on. A square stands for a
                                character that it has no letters for (Chinese, Japanese,
                                Korean, Arabic, emoji and others); history.html shows
                                them all, and a browser prints them.
                entries.csv     One row for each promise, concern, rupture, feedback,
                                topic and note, as it stood when this copy was made. For
                                spreadsheets. Times are those of %5$s. What a
                                spreadsheet could take for a formula has an
                                apostrophe before it.
                events.jsonl    Every event on a line of its own, with all it holds, for
                                programs. "stream" and "sequence" say where it stands;
                                in each stream the sequence begins at 0 and has no holes.
                                What was erased is named under "erased", and its words
                                are nowhere.
                manifest.json   When this was made, for whom, and the size and SHA-256 of
                                each file.
                proofs/         What the events look like in the store, sealed, and how
                                they hang in the chain of signed blocks.
                manifest.sig    The server's signature over manifest.json.

                To check that nothing in it was changed, on any machine with a JDK (the
                Java for programmers, version 21 or newer), get the one source file
                Verify.java that comes with Rapport and run:

                    java Verify.java %3$s.zip

                %4$sWith --receipt and a receipt that you kept earlier (such as from the
                foot of a brief) it also checks that the history is still the one of
                then.

                Where something was reworded or retracted, history.html, history.pdf and
                events.jsonl hold both what was first written and what came after.
                """.formatted(
                        subject.viewerName(),
                        subject.otherName(),
                        subject.folder(),
                        receipt(subject),
                        subject.card().zone().getId());
    }

    private static String receipt(Subject subject) {
        return subject.receipt().isEmpty() ? "" : "The receipt of this copy is " + subject.receipt() + ".\n\n";
    }
}
