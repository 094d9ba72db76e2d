package rapport.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.security.SignIn;
import rapport.security.Wanted;
import rapport.shared.NotThere;
import rapport.web.Frame;
import rapport.web.Pages;
import rapport.web.Specimens;

/** Lets anybody in as anybody of the story, by one click; and says on each page that it is one. */
@Controller
@Profile(NothingOfTheirs.PROFILE)
class DemoPages implements WebMvcConfigurer {

    private static final String MARK = "Demonstration: everything here is made up and gone when Rapport stops.";
    private static final String DEMO = "/demo";

    private final Demonstration demonstration;
    private final Pages pages;
    private final Specimens specimens;

    DemoPages(Demonstration demonstration, Pages pages, Specimens specimens) {
        this.demonstration = demonstration;
        this.pages = pages;
        this.specimens = specimens;
    }

    @GetMapping(DEMO)
    View all(HttpServletRequest request) {
        var people = Arrays.stream(Cast.values())
                .map(one -> new DemoPage.Who(
                        one.person(),
                        one.line(),
                        specimens.button(
                                request, "enter-" + one.path(), DEMO + "/" + one.path(), "Come in as " + one.called())))
                .toList();
        var out = request.getParameter("out") != null;
        return pages.page("demo", 200, new DemoPage(Frame.plain("Demonstration"), out, people));
    }

    @PostMapping(DEMO + "/{who}")
    View enter(@PathVariable String who, HttpServletRequest request, HttpServletResponse response) {
        var one = Arrays.stream(Cast.values())
                .filter(cast -> cast.path().equals(who))
                .findFirst()
                .orElseThrow(NotThere::new);
        var wanted = Wanted.take(request).orElse("/");
        SignIn.as(new Actor(demonstration.person(one), Channel.WEB), request, response);
        return Pages.redirect(wanted);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Marking());
        registry.addInterceptor(new LeadingHere()).addPathPatterns("/sign-in");
    }

    private static final class Marking implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            request.setAttribute(Frame.MARK, MARK);
            return true;
        }
    }

    /** Nobody of the story has a passphrase, so whoever is asked to sign in, or has signed out, comes here. */
    private static final class LeadingHere implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (!request.getMethod().equals("GET")) {
                return true;
            }
            response.setStatus(303);
            response.setHeader("Location", request.getParameter("out") == null ? DEMO : DEMO + "?out");
            return false;
        }
    }
}
