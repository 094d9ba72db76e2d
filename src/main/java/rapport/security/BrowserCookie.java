package rapport.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie by which a browser is known in which somebody has signed in before. It lets nobody in. */
public final class BrowserCookie {

    private static final String NAME = "rapport-browser";
    private static final Duration LASTS = Duration.ofDays(365);

    private BrowserCookie() {}

    /** The secret in it, if there is one. */
    public static @Nullable String read(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(NAME))
                .map(Cookie::getValue)
                .findFirst()
                .orElse(null);
    }

    public static void write(String secret, HttpServletRequest request, HttpServletResponse response) {
        var cookie = ResponseCookie.from(NAME, secret)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/sign-in")
                .maxAge(LASTS)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
