package rapport.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.regex.Pattern;

/** A seat in front of a browser, and somebody in it who reads, presses and types; it counts what they had to do. */
final class Seat {

    private final Page page;
    private final String origin;
    private int pressed;
    private int filled;

    /** @param origin where Rapport is, as its addresses begin */
    Seat(Page page, String origin) {
        this.page = page;
        this.origin = origin;
        // A busy machine is no fault of the page's: only what never comes is.
        page.setDefaultTimeout(60_000);
    }

    Page window() {
        return page;
    }

    int pressed() {
        return pressed;
    }

    int filled() {
        return filled;
    }

    /** Goes to an address of Rapport's. */
    Seat opens(String path) {
        page.navigate(path.startsWith("http") ? path : origin + path);
        return this;
    }

    String address() {
        return page.url().startsWith(origin) ? page.url().substring(origin.length()) : page.url();
    }

    /** Reads this somewhere on the page, sooner or later. */
    Seat sees(String text) {
        assertThat(visible(text).first()).isVisible();
        return this;
    }

    /** Does not read this, though it may be folded away somewhere. */
    Seat seesNot(String text) {
        assertThat(visible(text)).hasCount(0);
        return this;
    }

    private Locator visible(String text) {
        return page.locator("main").getByText(text).locator("visible=true");
    }

    /** Is told this as the outcome of what was just done. */
    Seat isTold(String text) {
        assertThat(page.getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText(text))
                        .first())
                .isVisible();
        return this;
    }

    Seat isAt(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText(heading);
        return this;
    }

    /** Follows a link that reads like this. */
    Seat follows(String link) {
        press(page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true)));
        return this;
    }

    /** The whole of the page. */
    Place page() {
        return new Place(page.locator("body"));
    }

    /** What the page says about something, and what can be done about it there. */
    Place on(String words) {
        return new Place(page.locator("main")
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(words, new Page.GetByTextOptions().setExact(true))))
                .first());
    }

    private void press(Locator what) {
        reveal(what.first()).click();
        pressed++;
    }

    // What is folded away is unfolded first, from the outermost fold in, as people have to.
    private Locator reveal(Locator what) {
        what.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        for (var folds = closedAround(what); !what.isVisible() && folds.count() > 0; folds = closedAround(what)) {
            folds.first().locator("> summary").click();
            pressed++;
        }
        return what;
    }

    private static Locator closedAround(Locator what) {
        return what.locator("xpath=ancestor::details[not(@open)]");
    }

    /** A part of the page in which to look for what to press and fill. */
    final class Place {

        private final Locator scope;

        private Place(Locator scope) {
            this.scope = scope;
        }

        /** Presses the button, or unfolds the fold, that begins with this. */
        Place does(String title) {
            press(scope.locator("summary, button")
                    .filter(new Locator.FilterOptions().setHasText(beginningWith(title))));
            return this;
        }

        /** What is under this heading of a fold, which is unfolded if it is not. */
        Place under(String title) {
            var fold = scope.locator("details")
                    .filter(new Locator.FilterOptions()
                            .setHas(page.locator("summary")
                                    .filter(new Locator.FilterOptions().setHasText(beginningWith(title)))))
                    .last();
            fold.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
            if (fold.getAttribute("open") == null) {
                press(fold.locator("> summary"));
            }
            return new Place(fold);
        }

        /** Presses a button of exactly this name. */
        Place presses(String button) {
            press(scope.locator("button:visible")
                    .filter(new Locator.FilterOptions().setHasText(beginningWith(button))));
            return this;
        }

        private static Pattern beginningWith(String text) {
            // Read by the browser, whose patterns know no quoting.
            return Pattern.compile("^\\s*" + text.replaceAll("[^\\w\\s]", "\\\\$0") + "(?!\\w)");
        }

        Place fills(String label, String value) {
            field(label).fill(value);
            filled++;
            return this;
        }

        /** Takes one of several. */
        Place chooses(String choice) {
            field(choice).check();
            pressed++;
            return this;
        }

        Place selects(String label, String option) {
            field(label).selectOption(option);
            filled++;
            return this;
        }

        // Only what can be seen: the same question may be asked in another form that is folded away.
        Locator field(String label) {
            return scope.getByLabel(label, new Locator.GetByLabelOptions().setExact(true))
                    .locator("visible=true")
                    .first();
        }

        Place says(String text) {
            assertThat(scope).containsText(text);
            return this;
        }

        Locator locator() {
            return scope;
        }
    }
}
