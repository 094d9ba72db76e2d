package rapport.seals;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The newest sealed block as people keep it: its number and the beginning of its hash, such as
 * {@code 42-K7Q2-M9XD-4T3W}.
 *
 * @param mark twelve signs, the first 60 bits of the hash, in an alphabet without look-alikes
 */
public record Receipt(long block, String mark) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SIGNS = 12;
    private static final int BITS_A_SIGN = 5;
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})-([0-9A-Z]{4})-?([0-9A-Z]{4})-?([0-9A-Z]{4})");

    static Receipt of(long block, byte[] hash) {
        var bits = ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - SIGNS * BITS_A_SIGN);
        var mark = new StringBuilder(SIGNS);
        for (var sign = SIGNS - 1; sign >= 0; sign--) {
            mark.append(ALPHABET.charAt((int) (bits >>> (sign * BITS_A_SIGN)) & 31));
        }
        return new Receipt(block, mark.toString());
    }

    /** Reads a receipt as somebody typed or pasted it: in any case, with spaces, O for 0, I or L for 1. */
    public static Optional<Receipt> of(String typed) {
        var plain = typed.strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\u2010-\\u2015]+", "-")
                .replaceAll("-+", "-")
                .replace('O', '0')
                .replaceAll("[IL]", "1");
        var written = WRITTEN.matcher(plain);
        if (!written.matches() || plain.contains("U")) {
            return Optional.empty();
        }
        return Optional.of(
                new Receipt(Long.parseLong(written.group(1)), written.group(2) + written.group(3) + written.group(4)));
    }

    /** As people see and keep it. */
    public String text() {
        return block + "-" + mark.substring(0, 4) + "-" + mark.substring(4, 8) + "-" + mark.substring(8);
    }
}
