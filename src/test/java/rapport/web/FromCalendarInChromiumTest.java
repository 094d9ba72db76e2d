package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The file of a calendar as somebody drags it onto the page, in a real browser. */
class FromCalendarInChromiumTest extends WebTest {

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    private Page oneOnOnes() {
        var brief = withReport("Ada");
        var page = chromium.signIn("Grace Hopper", PASSPHRASE);
        chromium.open(brief.address() + "/one-on-ones");
        page.waitForFunction("customElements.get('calendar-drop') !== undefined");
        return page;
    }

    private static JSHandle carrying(Page page, String text) {
        return page.evaluateHandle("""
                text => {
                  const transfer = new DataTransfer();
                  transfer.items.add(new File([text], "Ada.ics", { type: "text/calendar" }));
                  return transfer;
                }""", text);
    }

    private static String weekly() {
        return """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                UID:u
                SUMMARY:Ada and Grace
                DTSTART;TZID=%s:%sT100000
                DURATION:PT30M
                RRULE:FREQ=WEEKLY
                END:VEVENT
                END:VCALENDAR
                """.formatted(ZONE, DateTimeFormatter.BASIC_ISO_DATE.format(today().plusDays(2)));
    }

    @Test
    void a_file_that_is_dropped_is_looked_at_and_recorded_by_one_press() {
        var page = oneOnOnes();
        var section = page.locator("calendar-drop");
        assertThat(section).containsText("You can also drop it here.");
        var file = Map.of("dataTransfer", carrying(page, weekly()));

        section.dispatchEvent("dragover", file);
        assertThat(section).hasAttribute("data-over", "");
        section.dispatchEvent("drop", file);

        assertThat(page.locator("h1")).hasText("From your calendar");
        assertThat(page.locator("main")).containsText("Ada and Grace");
        page.getByText("Record it", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".notice--done")).containsText("Recorded: when you meet, as your calendar has it.");
        assertThat(page.locator(".masthead")).containsText("at 10:00, for 30 minutes");
    }

    @Test
    void a_file_that_is_too_large_is_not_sent() {
        var page = oneOnOnes();
        var file = Map.of("dataTransfer", carrying(page, "x".repeat(1_100_000)));

        page.locator("calendar-drop").dispatchEvent("drop", file);

        assertThat(page.evaluate("document.querySelector('#calendar-file-file').validationMessage")
                        .toString())
                .contains("larger than 1 MB");
        assertThat(page.locator("h1")).hasText("1:1s");
    }
}
