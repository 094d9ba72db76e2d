package rapport.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;

/**
 * {@code history.pdf}: the same on numbered pages of A4. It is tagged, so that it can be read aloud, and what a page draws
 * in another order or as a mark can still be copied as it was written.
 */
final class PdfSheet implements Sheet, AutoCloseable {

    private static final float MARGIN = 60;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float BOTTOM = MARGIN + 12;
    private static final float INDENT = 44;
    private static final float LEADING = 1.4f;

    /** How a paragraph looks, and what it is to somebody who hears it. */
    private enum Style {
        TITLE(StandardStructureTypes.H1, 20, 0, 0.1f, 0, 8),
        FACT(StandardStructureTypes.P, 9.5f, 0, 0.35f, 0, 2),
        DAY(StandardStructureTypes.H2, 12.5f, 0, 0.1f, 18, 4),
        SENTENCE(StandardStructureTypes.P, 10.5f, INDENT, 0.1f, 7, 1),
        ABOUT(StandardStructureTypes.P, 9, INDENT, 0.35f, 7, 0),
        TOLD(StandardStructureTypes.P, 10.5f, INDENT, 0.1f, 0, 1),
        LABEL(StandardStructureTypes.P, 9, INDENT, 0.35f, 2, 0),
        WORDS(StandardStructureTypes.BLOCK_QUOTE, 10.5f, INDENT + 12, 0.1f, 0, 1),
        MARK(StandardStructureTypes.P, 9, INDENT, 0.35f, 0, 1);

        private final String tag;
        private final float size;
        private final float indent;
        private final float grey;
        private final float before;
        private final float after;

        Style(String tag, float size, float indent, float grey, float before, float after) {
            this.tag = tag;
            this.size = size;
            this.indent = indent;
            this.grey = grey;
            this.before = before;
            this.after = after;
        }

        boolean isHeading() {
            return this == TITLE || this == DAY;
        }

        float leading() {
            return size * LEADING;
        }
    }

    private final OutputStream out;
    private final Instant at;
    private final int most;
    private final PDDocument document = new PDDocument();
    private final Typeface typeface;
    private final PDStructureTreeRoot tree = new PDStructureTreeRoot();
    private final PDStructureElement root;
    private final Map<Integer, PDParentTreeValue> parents = new HashMap<>();
    private COSArray onPage = new COSArray();
    private @Nullable PDPage page;
    private @Nullable PDPageContentStream content;
    private float y;

    /** @param most pages, since all of them lie in memory until the end */
    PdfSheet(OutputStream out, Instant at, int most) throws IOException {
        this.most = most;
        this.out = out;
        this.at = at;
        this.typeface = new Typeface(document);
        var catalog = document.getDocumentCatalog();
        catalog.setStructureTreeRoot(tree);
        catalog.setLanguage("en");
        var marks = new PDMarkInfo();
        marks.setMarked(true);
        catalog.setMarkInfo(marks);
        var preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        root = new PDStructureElement(StandardStructureTypes.DOCUMENT, tree);
        tree.appendKid(root);
    }

    @Override
    public void begin(String title, List<String> facts) throws IOException {
        var information = document.getDocumentInformation();
        information.setTitle(title);
        information.setProducer("Rapport");
        information.setCreationDate(GregorianCalendar.from(at.atZone(ZoneOffset.UTC)));
        newPage();
        write(Style.TITLE, title);
        for (var fact : facts) {
            write(Style.FACT, fact);
        }
    }

    @Override
    public void day(String title) throws IOException {
        // Not alone at the foot of a page.
        room(Style.DAY.before + Style.DAY.leading() + 4 * Style.SENTENCE.leading());
        write(Style.DAY, title);
    }

    @Override
    public void event(Printed event) throws IOException {
        room(Style.SENTENCE.before + 2 * Style.SENTENCE.leading());
        var about = event.about();
        if (about == null) {
            write(Style.SENTENCE, event.sentence(), event.at());
        } else {
            write(Style.ABOUT, about.replaceAll("\\R", " "), event.at());
            write(Style.TOLD, event.sentence());
        }
        for (var quote : event.quotes()) {
            var label = quote.label();
            if (label != null) {
                room(Style.LABEL.before + Style.LABEL.leading() + Style.WORDS.leading());
                write(Style.LABEL, label);
            }
            for (var line : quote.words().split("\n", -1)) {
                write(Style.WORDS, line);
            }
        }
        for (var mark : event.marks()) {
            write(Style.MARK, mark);
        }
    }

    @Override
    public void end(String last) throws IOException {
        y -= 14;
        write(Style.FACT, last);
        if (!typeface.missing().isEmpty()) {
            write(
                    Style.FACT,
                    "A square (□) stands for a character that this file has no letters for (here: "
                            + String.join("; ", typeface.missing())
                            + "). Everything can be read in history.html, and copied from here as it was written.");
        }
        closePage();
        number();
        var numbers = new PDNumberTreeNode(PDParentTreeValue.class);
        numbers.setNumbers(parents);
        tree.setParentTree(numbers);
        tree.setParentTreeNextKey(parents.size());
        // From what is in it alone, so that the same state makes the same file.
        document.setDocumentId(at.toEpochMilli());
        document.save(out);
    }

    @Override
    public boolean isFull() {
        return document.getNumberOfPages() >= most;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    // --- pages ----------------------------------------------------------------------------------------------------

    private void newPage() throws IOException {
        closePage();
        var fresh = new PDPage(PDRectangle.A4);
        document.addPage(fresh);
        fresh.setStructParents(parents.size());
        onPage = new COSArray();
        parents.put(parents.size(), new PDParentTreeValue(onPage));
        page = fresh;
        content = new PDPageContentStream(document, fresh, AppendMode.OVERWRITE, true);
        y = TOP;
    }

    private void closePage() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    private void room(float needed) throws IOException {
        if (y - needed < BOTTOM) {
            newPage();
        }
    }

    private void number() throws IOException {
        var count = document.getNumberOfPages();
        for (var index = 0; index < count; index++) {
            var text = "Page " + (index + 1) + " of " + count;
            var row = typeface.set(text, 8, WIDTH).lines().getFirst();
            try (var foot = new PDPageContentStream(document, document.getPage(index), AppendMode.APPEND, true, true)) {
                foot.beginMarkedContent(COSName.ARTIFACT);
                foot.beginText();
                foot.setNonStrokingColor(0.35f);
                foot.setFont(typeface.font(), 8);
                foot.newLineAtOffset(MARGIN + WIDTH - row.width(), MARGIN - 16);
                foot.showText(row.drawn());
                foot.endText();
                foot.endMarkedContent();
                if (index == 0 && !typeface.missing().isEmpty()) {
                    note(foot);
                }
            }
        }
    }

    // The last page says so to those who hear it; others are to know from the first.
    private void note(PDPageContentStream foot) throws IOException {
        var row = typeface.set("□ stands for a letter that this file does not have: history.html shows all.", 8, WIDTH)
                .lines()
                .getFirst();
        foot.beginMarkedContent(COSName.ARTIFACT);
        foot.beginText();
        foot.newLineAtOffset(MARGIN, MARGIN - 16);
        foot.showText(row.drawn());
        foot.endText();
        foot.endMarkedContent();
    }

    // --- paragraphs -----------------------------------------------------------------------------------------------

    private void write(Style style, String text) throws IOException {
        write(style, text, null);
    }

    /** @param margin what stands beside the first line; null if nothing does */
    private void write(Style style, String text, @Nullable String margin) throws IOException {
        var paragraph = typeface.set(text, style.size, WIDTH - style.indent);
        var rows = new ArrayList<>(paragraph.lines());
        var element = new PDStructureElement(style.tag, root);
        root.appendKid(element);
        if (y < TOP) {
            y -= style.before;
        }
        var beside = margin;
        while (!rows.isEmpty()) {
            room(style.leading());
            var fitting = Math.min(rows.size(), Math.max(1, (int) ((y - BOTTOM) / style.leading())));
            var part = List.copyOf(rows.subList(0, fitting));
            // Whoever copies gets the whole of it with its first part.
            var written = paragraph.isDrawnAsWritten()
                    ? null
                    : rows.size() == paragraph.lines().size() ? text : "";
            draw(style, element, part, paragraph.isFromRight(), written, beside);
            beside = null;
            rows.subList(0, fitting).clear();
        }
        y -= style.after;
    }

    private void draw(
            Style style,
            PDStructureElement element,
            List<Typeface.Row> rows,
            boolean isFromRight,
            @Nullable String written,
            @Nullable String beside)
            throws IOException {
        var on = Objects.requireNonNull(content);
        var properties = new COSDictionary();
        properties.setInt(COSName.MCID, onPage.size());
        if (written != null) {
            properties.setString(COSName.ACTUAL_TEXT, beside == null ? written : beside + " " + written);
        }
        var top = y;
        mark(element);
        on.beginMarkedContent(COSName.getPDFName(style.tag), PDPropertyList.create(properties));
        on.setNonStrokingColor(style.grey);
        if (style.isHeading()) {
            on.setStrokingColor(style.grey);
            on.setLineWidth(style.size / 36);
        }
        if (beside != null) {
            text(on, beside, style, MARGIN, y - style.size);
        }
        for (var row : rows) {
            var x = isFromRight ? MARGIN + WIDTH - row.width() : MARGIN + style.indent;
            text(on, row.drawn(), style, x, y - style.size);
            y -= style.leading();
        }
        on.endMarkedContent();
        decorate(style, on, top);
    }

    // A rule below a day, and a bar beside what was written, which nobody needs to hear.
    private void decorate(Style style, PDPageContentStream on, float top) throws IOException {
        if (style != Style.DAY && style != Style.WORDS) {
            return;
        }
        on.beginMarkedContent(COSName.ARTIFACT);
        on.setStrokingColor(0.82f);
        on.setLineWidth(style == Style.DAY ? 0.5f : 1);
        if (style == Style.DAY) {
            on.moveTo(MARGIN, y - 2);
            on.lineTo(MARGIN + WIDTH, y - 2);
        } else {
            on.moveTo(MARGIN + INDENT + 2, top - 1);
            on.lineTo(MARGIN + INDENT + 2, y - 1);
        }
        on.stroke();
        on.endMarkedContent();
    }

    // There is one font only: what is a heading is drawn with a line around its letters, which makes them bolder.
    private void text(PDPageContentStream on, String drawn, Style style, float x, float baseline) throws IOException {
        if (drawn.isEmpty()) {
            return;
        }
        on.beginText();
        on.setFont(typeface.font(), style.size);
        on.setRenderingMode(style.isHeading() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        on.newLineAtOffset(x, baseline);
        on.showText(drawn);
        on.endText();
    }

    private void mark(PDStructureElement element) {
        var reference = new PDMarkedContentReference();
        reference.setMCID(onPage.size());
        reference.setPage(Objects.requireNonNull(page));
        element.appendKid(reference);
        onPage.add(element.getCOSObject());
    }
}
