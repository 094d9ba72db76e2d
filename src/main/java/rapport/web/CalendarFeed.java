package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.View;
import rapport.accounts.CalendarLinks;
import rapport.doors.CalendarFeeds;
import rapport.parties.Actor;
import rapport.security.OpenAddresses;
import rapport.security.PublicAddress;

/** The calendar that other programs ask for, and the page on which its link is made and revoked. */
@Controller
class CalendarFeed {

    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=UTF-8");

    private final CalendarFeeds feeds;
    private final CalendarLinks links;
    private final PublicAddress address;
    private final Pages pages;
    private final CalendarPages calendarPages;

    CalendarFeed(
            CalendarFeeds feeds, CalendarLinks links, PublicAddress address, Pages pages, CalendarPages calendarPages) {
        this.feeds = feeds;
        this.links = links;
        this.address = address;
        this.pages = pages;
        this.calendarPages = calendarPages;
    }

    /** Calendars cannot sign in, so the address itself is the secret. */
    @Configuration(proxyBeanMethods = false)
    static class Open {

        @Bean
        OpenAddresses calendarAddresses() {
            return new OpenAddresses(List.of("/calendar/*"));
        }
    }

    // --- for calendars --------------------------------------------------------------------------------------------

    /** The file, or that it has not changed, to whoever has the secret; to everybody else there is nothing here. */
    @GetMapping("/calendar/{secret}.ics")
    @Nullable
    ResponseEntity<byte[]> file(@PathVariable String secret, WebRequest request) {
        var file = feeds.file(secret, address::of).getBytes(StandardCharsets.UTF_8);
        if (request.checkNotModified(hash(file))) {
            return null;
        }
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(file);
    }

    private static String hash(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    // --- for people -----------------------------------------------------------------------------------------------

    @GetMapping(Addressed.CALENDAR)
    View settings(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(Visit.of(request, actor), null);
    }

    /**
     * Answers with the link itself rather than lead on to it: between two requests it would have to be kept somewhere. Sent
     * again, by reloading, it does not replace the one that was just copied.
     */
    @PostMapping(Addressed.CALENDAR)
    View make(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return Sending.sent(
                request,
                CalendarPages.MAKE,
                () -> {
                    var fields = Sending.fields(request);
                    var id = fields.optionalId("id");
                    fields.check();
                    var given = id.orNull();
                    var secret = links.make(given == null ? UUID.randomUUID() : given, actor.person());
                    return page(visit, address.of(Addressed.calendar(secret)));
                },
                refused -> page(visit.after(refused), null));
    }

    @PostMapping(Addressed.CALENDAR + "/revoke")
    View revoke(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        links.revoke(actor.person());
        return Sending.done(request, Confirmation.CALENDAR_REVOKED, Addressed.CALENDAR);
    }

    private View page(Visit visit, @Nullable String link) {
        return pages.page("calendar", visit.attempt().status(), calendarPages.of(visit, link));
    }
}
