package rapport.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import rapport.tools.Console;

/** What a tool has said, and what it is answered. */
public final class Heard implements Console {

    private final List<String> lines = new ArrayList<>();
    private final Deque<String> answers;

    public Heard(String... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public synchronized void say(String sentence) {
        lines.add(sentence);
    }

    @Override
    public synchronized void progress(String what, long done, long of) {
        // tests do not watch
    }

    @Override
    public synchronized String ask(String question) {
        lines.add(question);
        var answer = answers.poll();
        return answer == null ? "" : answer;
    }

    public synchronized String text() {
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return text();
    }
}
