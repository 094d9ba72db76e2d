package rapport.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import rapport.demo.Palette.Shades;
import rapport.demo.StylePage.Legible;
import rapport.demo.StylePage.Swatch;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.RelationshipId;
import rapport.relationships.Relationships;
import rapport.web.Pages;
import rapport.web.Specimens;

/** Shows all parts of the interface on one page, made by the same templates as the pages that people use. */
@Controller
@Profile(NothingOfTheirs.PROFILE)
class StylePages {

    /** What is written with, and what it stands on. */
    static final List<String> TEXTS = List.of("ink", "ink-soft", "gold-ink", "break", "keep");

    static final List<String> GROUNDS = List.of("paper", "panel", "sunken", "gold-wash", "break-wash", "keep-wash");

    /** Small text needs this much, by WCAG 2 AA. */
    static final double LEGIBLE = 4.5;

    private static final List<String> GAPS = List.of("1", "2", "3", "4", "6", "8");
    private static final List<String> ICONS = List.of("mark", "lock", "keys", "copy", "check", "undo", "apart");

    /** One that is clear, one with something missing, one that is none. */
    private static final List<String> LINES = List.of(
            "promise tomás: the account for staging by friday", "concern: nobody answers after five", "hello there");

    private final Palette palette = Palette.ofTheSheet();
    private final Demonstration demonstration;
    private final Relationships relationships;
    private final Specimens specimens;
    private final Pages pages;

    StylePages(Demonstration demonstration, Relationships relationships, Specimens specimens, Pages pages) {
        this.demonstration = demonstration;
        this.relationships = relationships;
        this.specimens = specimens;
        this.pages = pages;
    }

    @GetMapping("/style")
    View style(@AuthenticationPrincipal Actor viewer, HttpServletRequest request) {
        var tomas = actor(Cast.TOMAS);
        var withMiriam = between(Cast.MIRIAM, Cast.TOMAS);
        var viewers = new LinkedHashMap<RelationshipId, Actor>();
        viewers.put(withMiriam, tomas);
        viewers.put(between(Cast.ZOE, Cast.KWAME), actor(Cast.KWAME));
        viewers.put(between(Cast.MIRIAM, Cast.ZOE), actor(Cast.ZOE));
        var page = new StylePage(
                specimens.frame(request, viewer, "Style"),
                palette.colours().keySet().stream().map(Swatch::new).toList(),
                legible(palette),
                GAPS,
                specimens.open(request, viewers),
                specimens.over(request, tomas, withMiriam),
                specimens.acts(request),
                specimens.oneClick(request, true),
                specimens.oneClick(request, false),
                specimens.fresh(request),
                specimens.refused(request),
                specimens.hinted(request),
                LINES.stream()
                        .map(line -> specimens.line(actor(Cast.MIRIAM), line))
                        .toList(),
                specimens.captured(request),
                specimens.steps(request, tomas, withMiriam),
                ICONS);
        return pages.page("style", 200, page);
    }

    private Actor actor(Cast one) {
        return new Actor(demonstration.person(one), Channel.WEB);
    }

    private RelationshipId between(Cast manager, Cast report) {
        var one = demonstration.person(manager);
        var other = demonstration.person(report);
        return relationships.of(one).stream()
                .filter(card -> card.parties().manager().equals(one)
                        && card.parties().report().equals(other))
                .findFirst()
                .orElseThrow()
                .id();
    }

    static List<Legible> legible(Palette palette) {
        var all = new ArrayList<Legible>();
        for (var text : TEXTS) {
            for (var ground : GROUNDS) {
                palette.colour(text)
                        .ifPresent(ink -> palette.colour(ground)
                                .ifPresent(paper -> all.add(legible(Map.entry(text, ink), Map.entry(ground, paper)))));
            }
        }
        return List.copyOf(all);
    }

    private static Legible legible(Map.Entry<String, Shades> text, Map.Entry<String, Shades> ground) {
        var ink = text.getValue();
        var paper = ground.getValue();
        return new Legible(
                text.getKey(),
                ground.getKey(),
                ratio(ink.light().contrast(paper.light())),
                ratio(ink.dark().contrast(paper.dark())),
                ink.contrast(paper) >= LEGIBLE);
    }

    private static String ratio(double contrast) {
        return String.format(Locale.ROOT, "%.1f", contrast);
    }
}
