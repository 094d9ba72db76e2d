package rapport.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a program is reached. Whoever knows the whole of it can write there, so it shows itself only in part.
 *
 * @param uri http or https, with a host and without anything that signs in; in ASCII
 */
record Place(URI uri) {

    static final int LONGEST = 2_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?\\.?|\\[[0-9a-f:.]+]");
    private static final int LONGEST_NAME = 253;
    private static final int HIGHEST_PORT = 65_535;
    private static final int SHOWN_AT_THE_END = 4;
    private static final int LONG_ENOUGH_TO_CUT = 12;

    /** The place that was written, if it is one. */
    static Optional<Place> of(String written) {
        var text = written.strip();
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var uri = new URI(new URI(text).toASCIIString());
            return Optional.of(new Place(uri)).filter(Place::isWhole);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        var host = uri.getHost();
        return host != null
                && (isEncrypted() || "http".equalsIgnoreCase(uri.getScheme()))
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && host.length() <= LONGEST_NAME
                && NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()
                && uri.getPort() != 0
                && uri.getPort() <= HIGHEST_PORT;
    }

    boolean isEncrypted() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The name or number alone, without the brackets of a number. */
    String host() {
        return uri.getHost().toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
    }

    /** Enough to know it again, and too little to write there. */
    String shown() {
        var path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : uri.getRawQuery());
        return uri.getHost().toLowerCase(Locale.ROOT)
                + (path.length() < LONG_ENOUGH_TO_CUT ? "" : "/…" + path.substring(path.length() - SHOWN_AT_THE_END));
    }

    @Override
    public String toString() {
        return "Place[•]";
    }
}
