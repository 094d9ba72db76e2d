package rapport.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;

/** What a browser keeps of Rapport, and shows while nobody answers. The same for everybody. */
@Controller
class Installing {

    /** All that a browser keeps; none of it holds a word of anybody's. */
    private static final List<String> KEPT = Stream.concat(
                    Stream.of("/offline"), OfflinePage.ASSETS.stream().map(Assets::at))
            .toList();

    private final Pages pages;
    private final String worker = worker();

    Installing(Pages pages) {
        this.pages = pages;
    }

    private static String worker() {
        var kept = KEPT.stream().map(address -> '"' + address + '"').collect(Collectors.joining(", ", "[", "]"));
        return "const KEPT = " + kept + ";\n" + read("service-worker.js");
    }

    private static String read(String name) {
        try {
            return new ClassPathResource(name, Installing.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(value = "/service-worker.js", produces = "text/javascript;charset=UTF-8")
    @ResponseBody
    String serviceWorker() {
        return worker;
    }

    @GetMapping("/offline")
    View offline() {
        return pages.page("offline", 200, new OfflinePage());
    }
}
