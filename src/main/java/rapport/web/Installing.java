package rapport.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;
import tools.jackson.databind.json.JsonMapper;

/** What makes Rapport a window of its own, and what that window shows while nobody answers. The same for everybody. */
@Controller
class Installing {

    private static final String LIGHT = "#f5f2ed";

    /** All that a browser keeps; none of it holds a word of anybody's. */
    private static final List<String> KEPT = Stream.concat(
                    Stream.of("/offline"),
                    OfflinePage.ASSETS.stream().map(Assets::at))
            .toList();

    private final Pages pages;
    private final String manifest = JsonMapper.shared().writeValueAsString(describe());
    private final String worker = worker();

    Installing(Pages pages) {
        this.pages = pages;
    }

    private static Map<String, Object> describe() {
        return Map.of(
                "id", "/",
                "name", "Rapport",
                "short_name", "Rapport",
                "description", "What a manager and a report promise each other, before the next 1:1.",
                "start_url", "/",
                "scope", "/",
                "display", "standalone",
                "background_color", LIGHT,
                "theme_color", LIGHT,
                "icons",
                        List.of(
                                icon("icon.svg", "any", "image/svg+xml", "any"),
                                icon("icon-192.png", "192x192", "image/png", "any"),
                                icon("icon-512.png", "512x512", "image/png", "any"),
                                icon("icon-maskable-512.png", "512x512", "image/png", "maskable")),
                "shortcuts",
                        List.of(
                                Map.of("name", "Today", "url", "/"),
                                Map.of("name", "Record something", "url", "/#capture"),
                                Map.of("name", "People", "url", "/people")));
    }

    private static Map<String, String> icon(String name, String sizes, String type, String purpose) {
        return Map.of("src", Assets.at(name), "sizes", sizes, "type", type, "purpose", purpose);
    }

    private static String worker() {
        var kept = KEPT.stream().map(address -> '"' + address + '"').collect(Collectors.joining(", ", "[", "]"));
        try {
            return "const KEPT = " + kept + ";\n"
                    + new ClassPathResource("service-worker.js", Installing.class)
                            .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(value = "/manifest.webmanifest", produces = "application/manifest+json;charset=UTF-8")
    @ResponseBody
    String manifest() {
        return manifest;
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
