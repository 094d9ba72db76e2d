package rapport.hints;

/** What a rule looks for in a text that is in lower case. */
sealed interface Sign {

    boolean isIn(String text);

    /** One of the phrases is there, once the harmless ones are taken out. */
    record Says(Phrases any, Phrases butNot) implements Sign {

        @Override
        public boolean isIn(String text) {
            return any.timesIn(butNot.takenOutOf(text)) > 0;
        }
    }

    /** None of the phrases is there, once the empty ones are taken out. */
    record Lacks(Phrases any, Phrases butNot) implements Sign {

        @Override
        public boolean isIn(String text) {
            return any.timesIn(butNot.takenOutOf(text)) == 0;
        }
    }

    /** The phrases are there at least so many times, taken together. */
    record Repeats(Phrases any, int times) implements Sign {

        @Override
        public boolean isIn(String text) {
            return any.timesIn(text) >= times;
        }
    }

    /** The passages take up more words than all the rest, and at least so many. */
    record Outweighs(Phrases passages, Phrases butNot, int words) implements Sign {

        @Override
        public boolean isIn(String text) {
            var all = Phrases.wordsIn(text);
            var weighed = butNot.takenOutOf(text);
            var inPassages = Phrases.wordsIn(weighed) - Phrases.wordsIn(passages.takenOutOf(weighed));
            return inPassages >= words && inPassages > all - inPassages;
        }
    }
}
