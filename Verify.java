import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks an export of Rapport with nothing but a JDK (21 or newer), on any machine, without a network:
 *
 * <pre>java Verify.java export.zip [--receipt 42-K7Q2-M9XD-4T3W]...</pre>
 *
 * Ends with 0 if everything fits, 1 if something does not, 2 if it was called wrongly. What it checks and why that is
 * enough stands in docs/adr/0033. It shares no code with the server, so that both would have to be wrong.
 */
public final class Verify {

    private static final long MOST_BYTES = 4L << 30;
    private static final long MOST_IN_MEMORY = 64L << 20;
    private static final int MOST_FILES = 1_000;
    private static final int LONGEST_LINE = 32 << 20;
    private static final int DEEPEST = 32;
    private static final int DEPTH = 16;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** Something does not fit, in a sentence. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        var receipts = new ArrayList<String>();
        String file = null;
        for (var i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--receipt") && i + 1 < arguments.length) {
                receipts.add(arguments[++i]);
            } else if (file == null && !arguments[i].startsWith("-")) {
                file = arguments[i];
            } else {
                return usage();
            }
        }
        if (file == null) {
            return usage();
        }
        try {
            new Verify(Path.of(file)).check(receipts);
            return 0;
        } catch (Wrong e) {
            System.out.println("DOES NOT FIT: " + e.getMessage());
        } catch (ZipException e) {
            System.out.println("DOES NOT FIT: The file is no zip, or was damaged or cut off on the way.");
        } catch (IOException e) {
            System.out.println("The file cannot be read.");
        } catch (OutOfMemoryError | StackOverflowError e) {
            System.out.println("DOES NOT FIT: The file is larger than any export could be.");
        } catch (RuntimeException e) {
            System.out.println("DOES NOT FIT: The file does not have the form of an export.");
        }
        return 1;
    }

    private static int usage() {
        System.out.println("Say which export to check: java Verify.java export.zip [--receipt 42-K7Q2-M9XD-4T3W]...");
        return 2;
    }

    private final Path path;
    private final Map<String, ZipEntry> files = new LinkedHashMap<>();
    private byte[] publicKey = new byte[0];
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private final Map<String, Map<Long, Row>> streams = new LinkedHashMap<>();
    private long sealed;
    private long unsealed;
    private long total;

    private record Block(long number, long sealedAt, byte[] root, byte[] hash) {}

    /** What of a raw row the readable line must agree with. */
    private record Row(String identifier, String type, Instant at, boolean sealed) {}

    private Verify(Path path) {
        this.path = path;
    }

    private void check(List<String> receipts) throws IOException, Wrong {
        if (!Files.isRegularFile(path)) {
            throw new IOException("no file");
        }
        try (var zip = new ZipFile(path.toFile())) {
            list(zip);
            manifest(zip);
            chain(zip);
            rows(zip);
            sequences();
            lines(zip);
        }
        for (var receipt : receipts) {
            receipt(receipt);
        }
        report(receipts.size());
    }

    // --- the archive ------------------------------------------------------------------------------------------------

    private void list(ZipFile zip) throws Wrong {
        String folder = null;
        var entries = zip.entries();
        while (entries.hasMoreElements()) {
            var entry = entries.nextElement();
            var name = entry.getName();
            if (entry.isDirectory()) {
                continue;
            }
            if (name.startsWith("/") || name.contains("\\") || name.contains(":") || Arrays.asList(name.split("/")).contains("..")) {
                throw new Wrong("The zip holds a file whose name leads out of it.");
            }
            var slash = name.indexOf('/');
            var top = slash < 0 || name.startsWith("proofs/") ? "" : name.substring(0, slash + 1);
            if (folder == null) {
                folder = top;
            }
            if (!top.equals(folder)) {
                throw new Wrong("The zip holds files beside the export.");
            }
            if (files.put(name.substring(top.length()), entry) != null) {
                throw new Wrong("The zip holds two files of one name.");
            }
            if (files.size() > MOST_FILES) {
                throw new Wrong("The zip holds more files than any export has.");
            }
        }
    }

    private interface Sink {
        void take(byte[] bytes, int length) throws IOException, Wrong;
    }

    private void read(ZipFile zip, String name, Sink sink) throws IOException, Wrong {
        var entry = files.get(name);
        if (entry == null) {
            throw new Wrong("The export has no file " + name + ".");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            if (in == null) {
                throw new Wrong("The file " + name + " cannot be read.");
            }
            var buffer = new byte[1 << 16];
            int length;
            while ((length = in.read(buffer)) >= 0) {
                total += length;
                if (total > MOST_BYTES) {
                    throw new Wrong("The files are larger than those of any export could be.");
                }
                sink.take(buffer, length);
            }
        }
    }

    private byte[] whole(ZipFile zip, String name) throws IOException, Wrong {
        var out = new ByteArrayOutputStream();
        read(zip, name, (bytes, length) -> {
            if (out.size() + (long) length > MOST_IN_MEMORY) {
                throw new Wrong("The file " + name + " is larger than any export could have it.");
            }
            out.write(bytes, 0, length);
        });
        return out.toByteArray();
    }

    private interface Line {
        void take(Map<String, Object> fields) throws Wrong;
    }

    private void lines(ZipFile zip, String name, Line line) throws IOException, Wrong {
        var rest = new ByteArrayOutputStream();
        read(zip, name, (bytes, length) -> {
            var from = 0;
            for (var i = 0; i < length; i++) {
                if (bytes[i] == '\n') {
                    rest.write(bytes, from, i - from);
                    line.take(Json.object(text(rest.toByteArray(), name), name));
                    rest.reset();
                    from = i + 1;
                }
            }
            rest.write(bytes, from, length - from);
            if (rest.size() > LONGEST_LINE) {
                throw new Wrong("A line in " + name + " is longer than any export could have it.");
            }
        });
        if (rest.size() > 0) {
            throw new Wrong("The file " + name + " ends in the middle of a line.");
        }
    }

    private static String text(byte[] bytes, String name) throws Wrong {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Wrong("The file " + name + " is no text.");
        }
    }

    // --- (a) the manifest -------------------------------------------------------------------------------------------

    private void manifest(ZipFile zip) throws IOException, Wrong {
        var bytes = whole(zip, "manifest.json");
        var manifest = Json.object(text(bytes, "manifest.json"), "manifest.json");
        publicKey = base64(manifest.get("publicKey"), "manifest.json");
        var written = text(whole(zip, "manifest.sig"), "manifest.sig").strip();
        if (!holds(bytes, base64(written, "manifest.sig"))) {
            throw new Wrong("manifest.json is not as the server signed it.");
        }
        var listed = new HashSet<>(Set.of("manifest.json", "manifest.sig"));
        for (var listing : Json.list(manifest.get("files"), "manifest.json")) {
            if (!(listing instanceof Map<?, ?> file) || !(file.get("name") instanceof String name)) {
                throw new Wrong("manifest.json does not have the form of an export's.");
            }
            if (!listed.add(name)) {
                throw new Wrong("manifest.json names the file " + name + " twice.");
            }
            var digest = sha256();
            read(zip, name, (part, length) -> digest.update(part, 0, length));
            if (!HexFormat.of().formatHex(digest.digest()).equals(file.get("sha256"))) {
                throw new Wrong("The file " + name + " is not as the server wrote it.");
            }
        }
        for (var name : files.keySet()) {
            if (!listed.contains(name)) {
                throw new Wrong("The file " + name + " is not the server's: its manifest does not name it.");
            }
        }
    }

    // --- (b) the chain and the rows ---------------------------------------------------------------------------------

    private void chain(ZipFile zip) throws IOException, Wrong {
        var first = new boolean[] {true};
        var previous = new byte[][] {hash("rapport chain 1\0", publicKey)};
        lines(zip, "proofs/blocks.jsonl", fields -> {
            if (first[0]) {
                first[0] = false;
                if (!"rapport-proofs".equals(fields.get("format"))) {
                    throw new Wrong("proofs/blocks.jsonl does not have the form of an export's.");
                }
                if (number(fields.get("version"), "proofs/blocks.jsonl") != 1) {
                    throw new Wrong("The proofs are of a newer kind: take Verify.java of the version that made them.");
                }
                if (!Arrays.equals(base64(fields.get("publicKey"), "proofs/blocks.jsonl"), publicKey)) {
                    throw new Wrong("The blocks are signed with another key than the manifest.");
                }
                return;
            }
            var number = number(fields.get("block"), "proofs/blocks.jsonl");
            if (number != blocks.size() + 1) {
                throw new Wrong("Block " + (blocks.size() + 1) + " is missing.");
            }
            var before = hash32(fields.get("previous"));
            var root = hash32(fields.get("root"));
            var sealedAt = number(fields.get("sealedAt"), "proofs/blocks.jsonl");
            var header = new ByteArrayOutputStream();
            header.writeBytes("rapport block 1\0".getBytes(StandardCharsets.US_ASCII));
            header.writeBytes(ByteBuffer.allocate(16).putLong(number).putLong(sealedAt).array());
            for (var part : List.of(before, root, hash32(fields.get("extent")))) {
                header.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
                header.writeBytes(part);
            }
            if (!Arrays.equals(before, previous[0])) {
                throw new Wrong("Block " + number + " does not follow the one before it.");
            }
            if (!holds(header.toByteArray(), base64(fields.get("signature"), "proofs/blocks.jsonl"))) {
                throw new Wrong("Block " + number + " is not as the server signed it.");
            }
            previous[0] = hash("rapport header 1\0", header.toByteArray());
            blocks.put(number, new Block(number, sealedAt, root, previous[0]));
        });
        if (first[0]) {
            throw new Wrong("proofs/blocks.jsonl is empty.");
        }
    }

    private void rows(ZipFile zip) throws IOException, Wrong {
        var name = "proofs/events.jsonl";
        lines(zip, name, fields -> {
            if (!(fields.get("row") instanceof Map<?, ?> row)) {
                throw new Wrong("A line in " + name + " has no row.");
            }
            var stream = string(row.get("stream"));
            var sequence = number(row.get("sequence"), name);
            var what = "Event " + sequence + " of stream " + stream;
            var proven = fields.get("block") != null;
            if (proven) {
                prove(fields, row, what);
                sealed++;
            } else {
                unsealed++;
            }
            Instant at;
            try {
                at = Instant.parse(string(row.get("timeStamp")));
            } catch (RuntimeException e) {
                throw new Wrong(what + " has no instant.");
            }
            var there = streams.computeIfAbsent(stream, key -> new HashMap<>())
                    .put(sequence, new Row(string(row.get("identifier")), string(row.get("payloadType")), at, proven));
            if (there != null) {
                throw new Wrong(what + " comes twice.");
            }
        });
    }

    private void prove(Map<String, Object> fields, Map<?, ?> row, String what) throws Wrong {
        var name = "proofs/events.jsonl";
        var number = number(fields.get("block"), name);
        var block = blocks.get(number);
        if (block == null) {
            throw new Wrong(what + " is said to be in block " + number + ", which is not there.");
        }
        var place = number(fields.get("place"), name);
        var way = Json.list(fields.get("way"), name);
        if (way.size() != DEPTH || place < 0 || place >= 1L << DEPTH) {
            throw new Wrong(what + " has no way to its block.");
        }
        var digest = sha256();
        digest.update((byte) 0);
        digest.update(hash32(fields.get("index")));
        digest.update(encoded(row));
        var hash = digest.digest();
        for (var beside : way) {
            var sibling = hash32(beside);
            digest.update((byte) 1);
            digest.update(place % 2 == 0 ? hash : sibling);
            digest.update(place % 2 == 0 ? sibling : hash);
            hash = digest.digest();
            place /= 2;
        }
        if (!Arrays.equals(hash, block.root())) {
            throw new Wrong(what + " is not as it was sealed in block " + number + ".");
        }
    }

    private static byte[] encoded(Map<?, ?> row) throws Wrong {
        var name = "proofs/events.jsonl";
        var out = new ByteArrayOutputStream();
        put(out, utf8(row.get("identifier")));
        put(out, utf8(row.get("stream")));
        put(out, ByteBuffer.allocate(8).putLong(number(row.get("sequence"), name)).array());
        put(out, utf8(row.get("type")));
        put(out, utf8(row.get("payloadType")));
        if (row.get("payloadRevision") == null) {
            out.write(0);
        } else {
            put(out, utf8(row.get("payloadRevision")));
        }
        put(out, base64(row.get("payload"), name));
        put(out, base64(row.get("metaData"), name));
        put(out, utf8(row.get("timeStamp")));
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, byte[] bytes) {
        out.write(1);
        out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    // --- (c) no holes -----------------------------------------------------------------------------------------------

    private void sequences() throws Wrong {
        for (var stream : streams.entrySet()) {
            var open = false;
            for (var sequence = 0L; sequence < stream.getValue().size(); sequence++) {
                var row = stream.getValue().get(sequence);
                if (row == null) {
                    throw new Wrong("Stream " + stream.getKey() + " lacks its event " + sequence + ".");
                }
                if (open && row.sealed()) {
                    throw new Wrong("Event " + (sequence - 1) + " of stream " + stream.getKey()
                            + " has no proof, although a later one has.");
                }
                open = !row.sealed();
            }
        }
    }

    // --- (d) what people read ---------------------------------------------------------------------------------------

    private void lines(ZipFile zip) throws IOException, Wrong {
        var name = "events.jsonl";
        var seen = new HashMap<String, Set<Long>>();
        lines(zip, name, fields -> {
            var stream = string(fields.get("stream"));
            var sequence = number(fields.get("sequence"), name);
            var what = "Event " + sequence + " of stream " + stream;
            var row = streams.getOrDefault(stream, Map.of()).get(sequence);
            if (row == null) {
                throw new Wrong(what + " can be read in events.jsonl, and has no row in the proofs.");
            }
            if (!seen.computeIfAbsent(stream, key -> new HashSet<>()).add(sequence)) {
                throw new Wrong(what + " stands twice in events.jsonl.");
            }
            Instant at;
            try {
                at = Instant.parse(string(fields.get("at")));
            } catch (RuntimeException e) {
                throw new Wrong(what + " has no instant in events.jsonl.");
            }
            if (!row.identifier().equals(fields.get("id"))
                    || !row.type().equals(fields.get("event"))
                    || !row.at().equals(at)) {
                throw new Wrong(what + " says something else in events.jsonl than in its row.");
            }
        });
        for (var stream : streams.entrySet()) {
            if (seen.getOrDefault(stream.getKey(), Set.of()).size() != stream.getValue().size()) {
                throw new Wrong("Some events of stream " + stream.getKey() + " are left out of events.jsonl.");
            }
        }
    }

    // --- (e) receipts -----------------------------------------------------------------------------------------------

    private void receipt(String typed) throws Wrong {
        var plain = typed.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s\\u2010-\\u2015]+", "-").replaceAll("-+", "-")
                .replace('O', '0').replace('I', '1').replace('L', '1');
        if (!plain.matches("[0-9]{1,18}-[0-9A-TV-Z]{4}-?[0-9A-TV-Z]{4}-?[0-9A-TV-Z]{4}")) {
            throw new Wrong("A receipt looks like 42-K7Q2-M9XD-4T3W; look at each sign again.");
        }
        var dash = plain.indexOf('-');
        var number = Long.parseLong(plain.substring(0, dash));
        var block = blocks.get(number);
        if (block == null) {
            throw new Wrong("There is no block " + number + " in this export; the receipt is newer, or another server's.");
        }
        var bits = ByteBuffer.wrap(block.hash()).getLong() >>> 4;
        var mark = new StringBuilder();
        for (var sign = 11; sign >= 0; sign--) {
            mark.append(ALPHABET.charAt((int) (bits >>> (5 * sign)) & 31));
        }
        if (!mark.toString().equals(plain.substring(dash + 1).replace("-", ""))) {
            throw new Wrong("The receipt of block " + number + " does not fit: what it was given for is not what is here.");
        }
    }

    private void report(int receipts) {
        System.out.println("Everything fits.");
        System.out.println("  " + count(streams.size(), "stream") + " with " + count(sealed + unsealed, "event")
                + ", none missing in between.");
        System.out.println("  " + count(sealed, "event") + " sealed in the chain of " + count(blocks.size(), "block")
                + (blocks.isEmpty()
                        ? ""
                        : ", the last of " + Instant.ofEpochMilli(blocks.lastEntry().getValue().sealedAt())) + ".");
        if (unsealed > 0) {
            System.out.println("  " + count(unsealed, "newest event")
                    + " not sealed yet when this was made: for those only the manifest's signature stands.");
        }
        if (receipts > 0) {
            System.out.println("  " + count(receipts, "receipt") + " checked, and part of this chain.");
        }
        System.out.println("What no file can prove: that nothing newer was recorded, that the clear words are those which"
                + " were sealed (for that the server's signature on the manifest stands), and, without a receipt that you"
                + " kept, that the server did not make the whole chain anew. Its key begins "
                + HexFormat.of().formatHex(hash("", publicKey), 0, 8) + ".");
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    // --- small things -----------------------------------------------------------------------------------------------

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hash(String tag, byte[] bytes) {
        var digest = sha256();
        digest.update(tag.getBytes(StandardCharsets.US_ASCII));
        return digest.digest(bytes);
    }

    private boolean holds(byte[] bytes, byte[] signed) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey)));
            signature.update(bytes);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] hash32(Object value) throws Wrong {
        var bytes = base64(value, "proofs");
        if (bytes.length != 32) {
            throw new Wrong("A hash in the proofs has not the length of one.");
        }
        return bytes;
    }

    private static byte[] base64(Object value, String name) throws Wrong {
        try {
            return Base64.getDecoder().decode(string(value));
        } catch (IllegalArgumentException e) {
            throw new Wrong("Something in " + name + " is not base64.");
        }
    }

    private static byte[] utf8(Object value) throws Wrong {
        return string(value).getBytes(StandardCharsets.UTF_8);
    }

    private static String string(Object value) throws Wrong {
        if (value instanceof String string) {
            return string;
        }
        throw new Wrong("A field that every export has is missing, or is no text.");
    }

    private static long number(Object value, String name) throws Wrong {
        if (value instanceof Long number) {
            return number;
        }
        throw new Wrong("A number in " + name + " is missing or is none.");
    }

    /** As much of JSON as an export needs, and no more than it may hold. */
    private static final class Json {

        private final String text;
        private final String name;
        private int at;

        private Json(String text, String name) {
            this.text = text;
            this.name = name;
        }

        static Map<String, Object> object(String text, String name) throws Wrong {
            var json = new Json(text, name);
            var value = json.value(0);
            json.space();
            if (json.at != text.length() || !(value instanceof Map<?, ?>)) {
                throw json.wrong();
            }
            @SuppressWarnings("unchecked")
            var fields = (Map<String, Object>) value;
            return fields;
        }

        static List<?> list(Object value, String name) throws Wrong {
            if (value instanceof List<?> list) {
                return list;
            }
            throw new Wrong("A list in " + name + " is missing.");
        }

        private Wrong wrong() {
            return new Wrong("The file " + name + " is not JSON as an export has it.");
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private char peek() throws Wrong {
            space();
            if (at >= text.length()) {
                throw wrong();
            }
            return text.charAt(at);
        }

        private void expect(char sign) throws Wrong {
            if (peek() != sign) {
                throw wrong();
            }
            at++;
        }

        private Object value(int depth) throws Wrong {
            if (depth > DEEPEST) {
                throw wrong();
            }
            switch (peek()) {
                case '{' -> {
                    return map(depth);
                }
                case '[' -> {
                    return array(depth);
                }
                case '"' -> {
                    return quoted();
                }
                default -> {
                    return plain();
                }
            }
        }

        private Map<String, Object> map(int depth) throws Wrong {
            var map = new LinkedHashMap<String, Object>();
            expect('{');
            if (peek() == '}') {
                at++;
                return map;
            }
            while (true) {
                if (peek() != '"') {
                    throw wrong();
                }
                var key = quoted();
                expect(':');
                var value = value(depth + 1);
                if (map.containsKey(key)) {
                    throw wrong();
                }
                map.put(key, value);
                if (peek() == '}') {
                    at++;
                    return map;
                }
                expect(',');
            }
        }

        private List<Object> array(int depth) throws Wrong {
            var list = new ArrayList<Object>();
            expect('[');
            if (peek() == ']') {
                at++;
                return list;
            }
            while (true) {
                list.add(value(depth + 1));
                if (peek() == ']') {
                    at++;
                    return list;
                }
                expect(',');
            }
        }

        private String quoted() throws Wrong {
            expect('"');
            var out = new StringBuilder();
            while (at < text.length()) {
                var sign = text.charAt(at++);
                if (sign == '"') {
                    return out.toString();
                }
                if (sign != '\\') {
                    out.append(sign);
                    continue;
                }
                if (at >= text.length()) {
                    throw wrong();
                }
                var escaped = text.charAt(at++);
                switch (escaped) {
                    case '"', '\\', '/' -> out.append(escaped);
                    case 'b' -> out.append('\b');
                    case 'f' -> out.append('\f');
                    case 'n' -> out.append('\n');
                    case 'r' -> out.append('\r');
                    case 't' -> out.append('\t');
                    case 'u' -> {
                        if (at + 4 > text.length()) {
                            throw wrong();
                        }
                        try {
                            out.append((char) HexFormat.fromHexDigits(text, at, at + 4));
                        } catch (NumberFormatException e) {
                            throw wrong();
                        }
                        at += 4;
                    }
                    default -> throw wrong();
                }
            }
            throw wrong();
        }

        private Object plain() throws Wrong {
            var from = at;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            var word = text.substring(from, at);
            switch (word) {
                case "true" -> {
                    return true;
                }
                case "false" -> {
                    return false;
                }
                case "null" -> {
                    return null;
                }
                default -> {
                    if (word.matches("-?[0-9]{1,18}")) {
                        return Long.parseLong(word);
                    }
                    if (word.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?")) {
                        return Double.parseDouble(word);
                    }
                    throw wrong();
                }
            }
        }
    }
}
