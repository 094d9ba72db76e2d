package rapport.doors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSearchTest {

    @ParameterizedTest
    @CsvSource({
        "strasse, In der Straße",
        "STRAẞE, in der strasse",
        "café, Im CAFE\u0301",
        "figures, The ﬁgures are there",
        "οδος, Η ΟΔΟΣ",
        "οδοσ, Η ΟΔΟΣΩΝ",
        "two lines, 'two\nlines'"
    })
    void what_looks_the_same_is_found(String wanted, String text) {
        assertThat(WordSearch.folded(text)).contains(WordSearch.folded(wanted));
    }

    @ParameterizedTest
    @CsvSource({"cafe, café", "promises, promise"})
    void what_is_another_word_is_not(String wanted, String text) {
        assertThat(WordSearch.folded(text)).doesNotContain(WordSearch.folded(wanted));
    }
}
