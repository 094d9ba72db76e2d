package rapport.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Forms that bring a file. One address takes one, the file of a calendar; it is held in memory while it is read and never
 * written to a temporary file. Everywhere else a form in parts is refused before anything takes it apart.
 */
@Configuration(proxyBeanMethods = false)
public class FileForms {

    /** How large the file may be. */
    public static final int LARGEST_FILE = 1024 * 1024;

    /** The file, and what a form says beside it. */
    static final int LARGEST_FORM = LARGEST_FILE + 16 * 1024;

    static final String TOO_LARGE = "This file is larger than 1 MB. Export the series of your 1:1s alone.";

    private static final String NO_FILES = "No file can be sent to this address.";
    private static final Pattern ADDRESS = Pattern.compile("/relationships/[0-9a-fA-F-]{36}/calendar");

    /** Where mail programs end letters with one press, as a form in parts if they like; nobody reads what is in it. */
    private static final Pattern UNREAD = Pattern.compile("/email/unsubscribe/[^/]+");

    /** True for a form that may bring a file. */
    static boolean isOne(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && ADDRESS.matcher(String.valueOf(request.getRequestURI())).matches();
    }

    private static boolean isUnread(HttpServletRequest request) {
        return UNREAD.matcher(String.valueOf(request.getRequestURI())).matches();
    }

    // Nothing reaches the size from which a part would be written to a file.
    @Bean
    MultipartConfigElement partsStayInMemory() {
        return new MultipartConfigElement("", LARGEST_FORM, LARGEST_FORM, Integer.MAX_VALUE);
    }

    @Bean
    FilterRegistrationBean<OneAddress> filesAtOneAddress() {
        var registration = new FilterRegistrationBean<>(new OneAddress());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** Right behind the gate, before anybody asks for a parameter, which is what takes a form apart. */
    static final class OneAddress extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var type = request.getContentType();
            if (type != null
                    && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart")
                    && !isOne(request)
                    && !isUnread(request)) {
                Refusal.write(request, response, 415, NO_FILES);
            } else {
                chain.doFilter(request, response);
            }
        }
    }
}
