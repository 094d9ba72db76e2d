package rapport.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;

/** The files of a zip by their names, without the folder that they lie in. */
public record Unzipped(String folder, Map<String, byte[]> files) {

    public static Unzipped of(byte[] zip) {
        var files = new LinkedHashMap<String, byte[]>();
        var folder = "";
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var name = entry.getName();
                folder = name.substring(0, name.indexOf('/') + 1);
                files.put(name.substring(folder.length()), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Unzipped(folder, files);
    }

    public String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    public byte[] bytes(String name) {
        var found = files.get(name);
        if (found == null) {
            throw new AssertionError("no " + name + " among " + files.keySet());
        }
        return found;
    }
}
