package rapport.backups;

import rapport.tools.Console;

/**
 * What a look at one thing has shown.
 *
 * @param about the thing in a word or two
 * @param whatToDo empty where nothing has to be done
 */
record Finding(Level level, String about, String sentence, String whatToDo) {

    enum Level {
        WELL("ok"),
        NOTICE("look"),
        WRONG("WRONG");

        private final String word;

        Level(String word) {
            this.word = word;
        }
    }

    static Finding well(String about, String sentence) {
        return new Finding(Level.WELL, about, sentence, "");
    }

    static Finding notice(String about, String sentence, String whatToDo) {
        return new Finding(Level.NOTICE, about, sentence, whatToDo);
    }

    static Finding wrong(String about, String sentence, String whatToDo) {
        return new Finding(Level.WRONG, about, sentence, whatToDo);
    }

    boolean isWrong() {
        return level == Level.WRONG;
    }

    void say(Console console) {
        console.say("%-5s  %s: %s".formatted(level.word, about, sentence));
        if (!whatToDo.isEmpty()) {
            console.say("       " + whatToDo);
        }
    }
}
