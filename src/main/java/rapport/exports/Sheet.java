package rapport.exports;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the history is printed on, from front to back. */
interface Sheet {

    /** @param facts what is to be known of the whole, a sentence or two each */
    void begin(String title, List<String> facts) throws IOException;

    void day(String title) throws IOException;

    void event(Printed event) throws IOException;

    void end(String last) throws IOException;

    /**
     * One event, ready to be read.
     *
     * @param at the time of day
     */
    record Printed(String at, String sentence, List<Quoted> quotes, List<String> marks) {

        @Override
        public String toString() {
            return "Printed[•]";
        }
    }

    /** @param label what these words are; null if the sentence says so */
    record Quoted(@Nullable String label, String words) {

        @Override
        public String toString() {
            return "Quoted[•]";
        }
    }
}
