package rapport.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows for spreadsheets: RFC 4180, in UTF-8 with the mark in front by which spreadsheets know it. What a spreadsheet would
 * take for a formula gets an apostrophe before it, which is how people themselves say that it is text.
 */
final class Csv {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String BEGIN_FORMULAS = "=+-@\t\r\n＝＋－＠";

    // Where a comma is the decimal sign, spreadsheets part cells by semicolons, and so in the middle of what was
    // written.
    private static final Pattern AFTER_WHAT_MAY_SEPARATE = Pattern.compile("([;\\t\\r\\n]\\h*)([=+@＝＋－＠-])");

    private final OutputStream out;

    Csv(OutputStream out) throws IOException {
        this.out = out;
        out.write(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
    }

    void row(List<String> cells) throws IOException {
        var line = cells.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\r\n"));
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }

    static String quoted(String cell) {
        var safe = !cell.isEmpty() && BEGIN_FORMULAS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        safe = AFTER_WHAT_MAY_SEPARATE.matcher(safe).replaceAll("$1'$2");
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
