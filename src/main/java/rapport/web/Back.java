package rapport.web;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page from which an act was sent, and to which the person returns. A fixed word, so that it leads nowhere else. */
enum Back {
    TODAY("today"),
    PROMISES_TO_ME("promises-to-me"),
    BRIEF("brief"),
    ON_MY_BEHALF("on-my-behalf"),
    WRAP_UP("wrap-up", WrapUpStep.TOOK_PLACE),
    WRAP_UP_TALKED("wrap-up-talked", WrapUpStep.TALKED),
    WRAP_UP_PROMISED("wrap-up-promised", WrapUpStep.PROMISED),
    WRAP_UP_NEXT("wrap-up-next", WrapUpStep.NEXT),
    ENTRY("entry");

    private final String word;
    private final @Nullable WrapUpStep step;

    Back(String word) {
        this(word, null);
    }

    Back(String word, @Nullable WrapUpStep step) {
        this.word = word;
        this.step = step;
    }

    static Back named(@Nullable String word) {
        return Stream.of(values())
                .filter(back -> back.word.equals(word))
                .findFirst()
                .orElse(ENTRY);
    }

    static Back of(WrapUpStep step) {
        return Stream.of(values()).filter(back -> back.step == step).findFirst().orElseThrow();
    }

    String word() {
        return word;
    }

    /** The step of wrapping up a 1:1 that it is; null for other pages. */
    @Nullable
    WrapUpStep step() {
        return step;
    }
}
