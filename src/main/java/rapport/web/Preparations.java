package rapport.web;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import rapport.briefing.Brief;
import rapport.briefing.Conversation.Purpose;
import rapport.briefing.OpenItem;
import rapport.briefing.SinceLast;
import rapport.commitments.CommitmentId;
import rapport.doors.BriefAsMarkdown;
import rapport.parties.EntryId;
import rapport.parties.Visibility;
import rapport.web.Preparation.Part;

/** Puts together what helps to prepare a 1:1. */
@Component
class Preparations {

    private final Items items;
    private final BriefAsMarkdown markdown;

    Preparations(Items items, BriefAsMarkdown markdown) {
        this.items = items;
        this.markdown = markdown;
    }

    Preparation of(Pair pair, Brief brief, SinceLast sinceLast, Extent.Shown shown, String whole) {
        return new Preparation(
                (sinceLast.held() ? "Since the last 1:1, " : "Since ") + pair.day(sinceLast.since()),
                sinceLast.summaries().stream()
                        .map(summary -> items.shown(pair.card(), summary))
                        .toList(),
                done(pair, sinceLast, shown),
                shown.everything() ? order(pair, brief) : List.of(),
                // Only for the two: it is there to be taken along to their 1:1.
                pair.isReader() || !shown.everything() ? "" : markdown.of(brief, sinceLast),
                !shown.everything(),
                whole);
    }

    private List<Part> order(Pair pair, Brief brief) {
        return brief.conversation().steps().stream()
                .map(step -> new Part(
                        title(step.purpose()),
                        step.items().stream()
                                .map(item -> link(pair, brief, item))
                                .toList(),
                        0))
                .toList();
    }

    private List<Part> done(Pair pair, SinceLast sinceLast, Extent.Shown shown) {
        return Stream.of(SinceLast.Kind.values())
                .map(kind -> done(
                        pair,
                        kind,
                        sinceLast.lines().stream()
                                .filter(line -> line.kind() == kind)
                                .toList(),
                        shown.underOne()))
                .filter(part -> !part.entries().isEmpty())
                .toList();
    }

    private Part done(Pair pair, SinceLast.Kind kind, List<SinceLast.Line> lines, int atMost) {
        var links = lines.stream()
                .limit(atMost)
                .map(line -> new Link(
                        pair.who(line.by()),
                        items.shown(pair.card(), line.text()),
                        address(pair, line.isOfPromise(), line.entry())))
                .toList();
        return new Part(title(kind), links, lines.size() - links.size());
    }

    private Link link(Pair pair, Brief brief, OpenItem item) {
        return new Link(
                item.visibility() == Visibility.PRIVATE ? "Only you see this" : "",
                items.shown(brief.streamOf(item.visibility()), item.text()),
                address(pair, item.kind().isOfPromise(), new EntryId(item.entryId())));
    }

    private static String address(Pair pair, boolean isPromise, EntryId id) {
        return isPromise
                ? Addressed.promise(pair.card().id(), new CommitmentId(id.value()))
                : Addressed.entry(pair.card().id(), id);
    }

    private static String title(SinceLast.Kind kind) {
        return switch (kind) {
            case PROMISED -> "Promised";
            case KEPT -> "Kept";
            case RAISED -> "Raised";
            case GIVEN -> "Feedback given";
        };
    }

    private static String title(Purpose purpose) {
        return switch (purpose) {
            case MEND -> "First, mend";
            case OWN -> "Own what was not kept";
            case LISTEN -> "Listen to what worries";
            case LEARN -> "Learn from feedback";
            case AGREE -> "Give the word that is waited for";
            case TALK -> "Talk about";
            case WORK -> "Last, work that is due";
        };
    }
}
