package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import rapport.live.Versions;
import rapport.parties.Actor;
import rapport.parties.PersonId;

/** Stamps each page with the version of what it shows, so that the page can tell when it is out of date. */
@Configuration(proxyBeanMethods = false)
class Live implements WebMvcConfigurer {

    private static final String VERSION = "rapport.version";

    private final Versions versions;

    Live(Versions versions) {
        this.versions = versions;
    }

    /** The version when this request came in; null if nobody is signed in, or a page by GET was not asked for. */
    static @Nullable String versionOf(HttpServletRequest request) {
        return (String) request.getAttribute(VERSION);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Stamp()).excludePathPatterns("/api/**", "/assets/**");
    }

    private final class Stamp implements HandlerInterceptor {

        // Read before anything else is: a page may be newer than its stamp, and never older.
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (HttpMethod.GET.matches(request.getMethod())) {
                viewer().ifPresent(person -> request.setAttribute(VERSION, versions.of(person)));
            }
            return true;
        }

        // What is done by a form shows in the other windows of the same person, also where no stream tells of it.
        @Override
        public void afterCompletion(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
            if (HttpMethod.POST.matches(request.getMethod()) && response.getStatus() / 100 == 3) {
                viewer().ifPresent(versions::raise);
            }
        }
    }

    private static Optional<PersonId> viewer() {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getPrincipal() instanceof Actor actor
                ? Optional.of(actor.person())
                : Optional.empty();
    }

    /** Beside the pages' own servlet, which would count every request as a use of the session. */
    @Bean
    ServletRegistrationBean<LiveServlet> liveServlet(LiveStreams streams) {
        var registration = new ServletRegistrationBean<>(new LiveServlet(streams), LiveServlet.ADDRESS);
        registration.setName("live");
        registration.setAsyncSupported(true);
        return registration;
    }
}
