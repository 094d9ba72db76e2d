package rapport.web;

import jakarta.servlet.http.HttpServletRequest;

/** The address under which Rapport was reached, for links that people pass on. The gate has looked at its name. */
final class Here {

    private Here() {}

    static String address(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader("Host");
    }
}
