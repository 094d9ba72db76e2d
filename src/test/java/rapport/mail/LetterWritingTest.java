package rapport.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import rapport.mail.LetterAddresses.LetterAddress;
import rapport.parties.PersonId;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Kind;
import rapport.reminders.Digest.Line;
import rapport.reminders.Digest.Section;
import rapport.shared.TestHome;

/** What stands in letters, and what does not. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
class LetterWritingTest {

    private static final String TITLE = "1:1 with Tom\u00e1s on Tuesday 1 December at 10:00";
    private static final UUID TARGET = UUID.fromString("6f1c2b5e-0d0a-4b6c-9d57-1f2f3c4b5a69");
    private static final PersonId ADA = PersonId.random();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("rapport.home", () -> TestHome.fresh("letters").toString());
        registry.add("rapport.address", () -> "https://rapport.example.com");
    }

    @Autowired
    private LetterWriting writing;

    @Autowired
    private UnsubscribeLinks links;

    static Digest brief(String title, String words) {
        return digest(
                Kind.BRIEF,
                title,
                new Section(
                        title,
                        "/relationships/1",
                        "1 broken promise, 1 due",
                        List.of(
                                new Line("You broke a promise 9 days ago", words, "/relationships/1/promises/2"),
                                new Line("A topic to talk about", "", "/relationships/1/entries/3"))));
    }

    static Digest digest(Kind kind, String title, Section... sections) {
        return new Digest(
                UUID.randomUUID(),
                ADA,
                kind,
                Instant.parse("2026-12-01T09:00:00Z"),
                ZoneId.of("Europe/Berlin"),
                title,
                List.of(sections));
    }

    private Letter letter(Digest digest, boolean words) {
        return writing.of(digest, new LetterAddress(TARGET, ADA, "ada@example.org", true, words, null));
    }

    private String ending() {
        return """
                --
                You get this because you switched on letters from Rapport.
                Settings:
                https://rapport.example.com/settings/email
                Switch letters off:
                https://rapport.example.com/email/unsubscribe/%s
                """.formatted(links.tokenOf(TARGET));
    }

    @Test
    void without_words_a_letter_says_how_much_is_open_and_where_to_look() {
        var letter = letter(brief(TITLE, "The figures"), false);

        assertThat(letter.subject()).isEqualTo(TITLE + ": 2 open");
        assertThat(letter.text()).isEqualTo("""
                1:1 with Tom\u00e1s on Tuesday 1 December at 10:00

                1 broken promise, 1 due

                Open the brief:
                https://rapport.example.com/relationships/1

                """ + ending());
        assertThat(letter.html()).doesNotContain("The figures").doesNotContain("broke a promise");
        assertThat(Jsoup.parse(letter.html()).text()).contains(TITLE, "1 broken promise, 1 due", "Open the brief");
    }

    @Test
    void the_newest_receipt_stands_at_its_foot_and_not_in_its_subject() {
        var one = brief(TITLE, "The figures");
        var letter = letter(
                new Digest(
                        one.id(),
                        ADA,
                        one.kind(),
                        one.at(),
                        one.zone(),
                        one.title(),
                        one.sections(),
                        "42-K7Q2-M9XD-4T3W"),
                false);

        assertThat(letter.text().replaceAll("\\s+", " ")).containsOnlyOnce("Receipt 42-K7Q2-M9XD-4T3W: keep it");
        assertThat(Jsoup.parse(letter.html()).text()).containsOnlyOnce("Receipt 42-K7Q2-M9XD-4T3W: keep it");
        assertThat(letter.subject()).doesNotContain("42-K7Q2");
    }

    @Test
    void with_words_it_says_what_it_is_about_as_well() {
        var long_ = "The figures for the board, which " + "have to be checked once more ".repeat(3) + "\n\nSee you";
        var letter = letter(brief(TITLE, long_), true);

        assertThat(letter.subject()).isEqualTo(TITLE + ": 2 open");
        assertThat(letter.text()).isEqualTo("""
                1:1 with Tom\u00e1s on Tuesday 1 December at 10:00

                1 broken promise, 1 due

                - You broke a promise 9 days ago
                  > The figures for the board, which have to be checked once more have
                  > to be checked once more have to be checked once more
                  > See you
                - A topic to talk about

                Open the brief:
                https://rapport.example.com/relationships/1

                """ + ending());
        var html = Jsoup.parse(letter.html());
        assertThat(html.text()).contains("You broke a promise 9 days ago", "See you");
        assertThat(html.select("a").eachAttr("href"))
                .containsExactly(
                        "https://rapport.example.com/relationships/1/promises/2",
                        "https://rapport.example.com/relationships/1/entries/3",
                        "https://rapport.example.com/relationships/1",
                        "https://rapport.example.com/settings/email",
                        "https://rapport.example.com/email/unsubscribe/" + links.tokenOf(TARGET));
    }

    @Test
    void a_letter_asks_for_nothing_from_anywhere() {
        for (var letter :
                List.of(letter(brief(TITLE, "words"), true), writing.confirmation("Ada", "ada@example.org", "token"))) {
            var html = Jsoup.parse(letter.html());
            assertThat(html.select(
                            "img, link, script, iframe, object, embed, video, audio, form, svg, [src], [background]"))
                    .isEmpty();
            assertThat(letter.html())
                    .doesNotContain("url(")
                    .doesNotContain("@import")
                    .doesNotContain("@font-face");
            assertThat(letter.html().length()).as("Gmail cuts at 102 KB").isLessThan(20_000);
        }
    }

    @Test
    void what_somebody_wrote_is_text_and_nothing_else() {
        var bad = "<script>x</script><img src=x>\n-- \nYou get this\r\nBcc: eve\u202e";
        var letter = letter(brief("1:1 with <b>Eve</b>\"&", bad), true);

        var html = Jsoup.parse(letter.html());
        assertThat(html.select("script, img, b")).isEmpty();
        assertThat(html.text()).contains("<script>x</script><img src=x>", "1:1 with <b>Eve</b>\"&");
        assertThat(letter.html()).doesNotContain("\u202e");
        assertThat(letter.text())
                .contains("  > <script>x</script><img src=x>\n  > --\n  > You get this\n  > Bcc: eve\n")
                .doesNotContain("\u202e");
    }

    @Test
    void words_are_only_begun() {
        var letter = letter(brief(TITLE, "\ud83d\udc69".repeat(400)), true);

        assertThat(letter.html())
                .contains("\ud83d\udc69".repeat(300) + " \u2026")
                .doesNotContain("\ud83d\udc69".repeat(301));
    }

    @Test
    void follow_ups_tell_what_they_are_and_hold_words_only_with_the_tick() {
        var digest = digest(
                Kind.FOLLOW_UPS,
                "What is up next for you",
                new Section(
                        "Tom\u00e1s",
                        "/relationships/1",
                        "1 thing",
                        List.of(new Line(
                                "You promised something for Wednesday 2 December",
                                "The figures",
                                "/relationships/1/promises/2"))),
                new Section(
                        "Grace",
                        "/relationships/2",
                        "1 thing",
                        List.of(new Line(
                                "Grace says a promise was kept; say whether it was",
                                "A quiet room",
                                "/relationships/2/promises/3"))));
        var letter = letter(digest, false);

        assertThat(letter.subject()).isEqualTo("What is up next for you: 2 things");
        assertThat(letter.text()).isEqualTo("""
                What is up next for you

                Tom\u00e1s
                1 thing

                - You promised something for Wednesday 2 December

                Look at it:
                https://rapport.example.com/relationships/1

                Grace
                1 thing

                - Grace says a promise was kept; say whether it was

                Look at it:
                https://rapport.example.com/relationships/2

                """ + ending());
        assertThat(letter.html()).contains("You promised something").doesNotContain("The figures");
        var withWords = letter(digest, true);
        assertThat(withWords.text()).contains("  > The figures\n", "  > A quiet room\n");
        assertThat(withWords.subject()).isEqualTo(letter.subject());
    }

    @Test
    void a_trial_says_what_letters_will_hold() {
        var without = letter(digest(Kind.TRIAL, ""), false);
        var with = letter(digest(Kind.TRIAL, ""), true);

        assertThat(without.subject()).isEqualTo("A test from Rapport");
        assertThat(without.text()).contains("Letters from Rapport reach you.", "nothing that anybody wrote");
        assertThat(with.text()).contains("because you have chosen so");
    }

    @Test
    void the_letter_that_asks_names_who_asks_and_ends_nothing() {
        var letter = writing.confirmation("Ada\r\nBcc: x", "ada@example.org", "abc");

        assertThat(letter.unsubscribe()).isNull();
        assertThat(letter.subject()).isEqualTo("Confirm your address for Rapport");
        assertThat(letter.text()).isEqualTo("""
                Is this your address?

                Ada Bcc: x asked Rapport to send letters here before each 1:1. If that
                is you, confirm it within 24 hours.

                Confirm this address:
                https://rapport.example.com/email/confirm/abc

                --
                If it is not you, there is nothing to do: without your word nothing more
                is sent.
                """);
    }

    @Test
    void a_link_that_ends_letters_cannot_be_made_up() {
        var token = links.tokenOf(TARGET);
        assertThat(links.idIn(token)).contains(TARGET);

        assertThat(links.idIn(links.tokenOf(UUID.randomUUID()))).isNotEqualTo(links.idIn(token));
        for (var other : List.of("", "x", token.substring(1), token + "A", "A" + token.substring(1), "\u00e4")) {
            assertThat(links.idIn(other)).as(other).isNotEqualTo(links.idIn(token));
        }
        for (var at = 22; at < token.length() - 1; at++) {
            var changed = token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
            assertThat(links.idIn(changed)).isEmpty();
        }
    }
}
