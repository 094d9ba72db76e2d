package rapport.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import rapport.doors.Fields;
import rapport.doors.MalformedInput;
import rapport.security.BodyLimit;

/**
 * Hands a request's JSON body to a controller as {@link Fields}. Reads it itself, because the framework's way would
 * show it in the log at DEBUG.
 */
final class FieldsResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Fields.class
                && parameter.getContainingClass().getPackage().equals(FieldsResolver.class.getPackage());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory)
            throws HttpMediaTypeNotSupportedException {
        var request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new MalformedInput("This is no request that can be read.");
        }
        var body = bodyOf(request);
        if (body.length > BodyLimit.BYTES) {
            throw new TooLarge();
        }
        if (body.length > 0 && !isJson(request.getContentType())) {
            throw new HttpMediaTypeNotSupportedException("not JSON");
        }
        return Fields.ofJson(body);
    }

    private static byte[] bodyOf(HttpServletRequest request) {
        try {
            return request.getInputStream().readNBytes(BodyLimit.BYTES + 1);
        } catch (IOException _) {
            throw new MalformedInput("The body broke off, or is not as long as it was said to be.");
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(contentType));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** More was sent than is read. */
    static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(BodyLimit.SENTENCE, null, false, false);
        }
    }
}
