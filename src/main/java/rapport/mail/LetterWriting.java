package rapport.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import rapport.mail.LetterAddresses.LetterAddress;
import rapport.mail.LetterView.Line;
import rapport.mail.LetterView.Link;
import rapport.mail.LetterView.Part;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Kind;
import rapport.reminders.Digest.Section;
import rapport.security.PublicAddress;

/** Writes letters, each as plain text and as a page that asks for nothing from anywhere. */
@Component
class LetterWriting {

    /** Where people set what letters they get. */
    static final String SETTINGS = "/settings/email";

    static final String CONFIRM = "/email/confirm/";
    static final String UNSUBSCRIBE = "/email/unsubscribe/";

    /** A letter tells what it is about; the whole stands on the page. */
    private static final int LONGEST_WORDS = 300;

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, LetterWriting.class.getClassLoader(), "rapport.pages");

    private final PublicAddress here;
    private final UnsubscribeLinks links;

    LetterWriting(PublicAddress here, UnsubscribeLinks links) {
        this.here = here;
        this.links = links;
    }

    // --- digests --------------------------------------------------------------------------------------------------

    Letter of(Digest digest, LetterAddress to) {
        var unsubscribe = here.of(UNSUBSCRIBE + links.tokenOf(to.id()));
        var sections = digest.sections();
        var title = OneLine.of(digest.title());
        var view = new LetterView(
                digest.kind() == Kind.TRIAL ? "This is a test" : title,
                digest.kind() == Kind.TRIAL ? trial(to.words()) : "",
                sections.stream()
                        .map(section -> part(section, digest, to.words()))
                        .toList(),
                "",
                "",
                "You get this because you switched on letters from Rapport."
                        + (digest.receipt().isEmpty()
                                ? ""
                                : " Receipt " + digest.receipt()
                                        + ": keep it, and you can check later that nothing recorded before was changed."),
                List.of(new Link("Settings", here.of(SETTINGS)), new Link("Switch letters off", unsubscribe)));
        return letter(digest.id(), to.address(), subject(digest, title), view, unsubscribe);
    }

    // Whoever sees a screen in passing reads the subject, so it holds no more than whom one meets and how much there
    // is.
    private static String subject(Digest digest, String title) {
        var open = digest.sections().stream()
                .mapToInt(section -> section.lines().size())
                .sum();
        return switch (digest.kind()) {
            case BRIEF -> open == 0 ? title : title + ": " + open + " open";
            case FOLLOW_UPS -> open == 0 ? title : title + ": " + (open == 1 ? "1 thing" : open + " things");
            case TRIAL -> "A test from Rapport";
        };
    }

    private static String trial(boolean words) {
        return "Letters from Rapport reach you. "
                + (words
                        ? "They will hold what you and the other wrote, because you have chosen so."
                        : "They will say how much is open and where to look, and nothing that anybody wrote.");
    }

    private Part part(Section section, Digest digest, boolean words) {
        var title = OneLine.of(section.title());
        // Before a 1:1 it is enough to know how much is open; what came up is worth nothing without what it is.
        var told = words || digest.kind() == Kind.FOLLOW_UPS ? section.lines() : List.<Digest.Line>of();
        return new Part(
                title.equals(OneLine.of(digest.title())) ? "" : title,
                OneLine.of(section.counts()),
                told.stream().map(line -> line(line, words)).toList(),
                digest.kind() == Kind.BRIEF ? "Open the brief" : "Look at it",
                here.of(section.path()));
    }

    private Line line(Digest.Line line, boolean words) {
        return new Line(OneLine.of(line.fact()), words ? quoted(line.words()) : List.of(), here.of(line.path()));
    }

    private static List<String> quoted(String words) {
        if (words.isBlank()) {
            return List.of();
        }
        var kept = words.codePointCount(0, words.length()) <= LONGEST_WORDS
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_WORDS)).strip() + " …";
        return kept.lines().map(OneLine::of).filter(line -> !line.isEmpty()).toList();
    }

    // --- asking whether an address is theirs ----------------------------------------------------------------------

    Letter confirmation(String name, String address, String token) {
        var view = new LetterView(
                "Is this your address?",
                OneLine.of(name) + " asked Rapport to send letters here before each 1:1. "
                        + "If that is you, confirm it within 24 hours.",
                List.of(),
                "Confirm this address",
                here.of(CONFIRM + token),
                "If it is not you, there is nothing to do: without your word nothing more is sent.",
                List.of());
        return letter(UUID.randomUUID(), address, "Confirm your address for Rapport", view, "");
    }

    // --- both ways of writing it ----------------------------------------------------------------------------------

    private Letter letter(UUID id, String to, String subject, LetterView view, String unsubscribe) {
        var html = new StringOutput();
        templates.render("letter.jte", view, html);
        return new Letter(
                id, to, OneLine.of(subject), text(view), html.toString(), unsubscribe.isEmpty() ? null : unsubscribe);
    }

    private static String text(LetterView view) {
        var text = new PlainText().paragraph(view.title());
        if (!view.opening().isEmpty()) {
            text.paragraph(view.opening());
        }
        if (!view.action().isEmpty()) {
            text.lines(view.action() + ":").link(view.address()).empty();
        }
        for (var part : view.parts()) {
            if (!part.title().isEmpty()) {
                text.lines(part.title());
            }
            text.paragraph(part.counts());
            for (var line : part.lines()) {
                text.point(line.fact());
                line.words().forEach(text::quoted);
            }
            if (!part.lines().isEmpty()) {
                text.empty();
            }
            text.lines(part.action() + ":").link(part.address()).empty();
        }
        text.lines("-- ").lines(view.closing());
        for (var link : view.links()) {
            text.lines(link.label() + ":").link(link.address());
        }
        return text.toString();
    }
}
