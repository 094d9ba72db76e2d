package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.session.web.http.CookieSerializer;

/**
 * Writes the session's id into its cookie together with proof that this server wrote it. The ids lie in the database, so
 * that whoever gets hold of a copy of it, without the master key, can still not take anybody's place.
 */
final class SignedCookies implements CookieSerializer {

    private static final char BETWEEN = '.';

    private final CookieSerializer cookies;
    private final SecretKey key;

    SignedCookies(CookieSerializer cookies, SecretKey key) {
        this.cookies = cookies;
        this.key = key;
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        var id = value.getCookieValue();
        // An empty one asks the browser to forget the cookie.
        var signed = id == null || id.isEmpty() ? "" : id + BETWEEN + proofOf(id);
        cookies.writeCookieValue(new CookieValue(value.getRequest(), value.getResponse(), signed));
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream().flatMap(this::proved).toList();
    }

    private Stream<String> proved(String value) {
        var at = value.lastIndexOf(BETWEEN);
        if (at < 0) {
            return Stream.empty();
        }
        var id = value.substring(0, at);
        var isOurs = MessageDigest.isEqual(
                proofOf(id).getBytes(StandardCharsets.UTF_8),
                value.substring(at + 1).getBytes(StandardCharsets.UTF_8));
        return isOurs ? Stream.of(id) : Stream.empty();
    }

    private String proofOf(String id) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
