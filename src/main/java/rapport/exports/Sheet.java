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

    /** True if what is left belongs on another sheet. */
    default boolean isFull() {
        return false;
    }

    /**
     * One event, ready to be read.
     *
     * @param at the time of day
     * @param about what the entry was first said to be; null where the words say so
     */
    record Printed(String at, @Nullable String about, String sentence, List<Quoted> quotes, List<String> marks) {

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
