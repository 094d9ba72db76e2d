package rapport.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.accounts.CalendarLinks;
import rapport.security.PublicAddress;

/** Makes the page on which one's calendar is connected. */
@Component
class CalendarPages {

    static final String MAKE = "make-calendar-link";

    private final CalendarLinks links;
    private final PublicAddress address;
    private final Frames frames;
    private final Clock clock;

    CalendarPages(CalendarLinks links, PublicAddress address, Frames frames, Clock clock) {
        this.links = links;
        this.address = address;
        this.frames = frames;
        this.clock = clock;
    }

    /** @param made the link just made, if one was */
    CalendarPage of(Visit visit, @Nullable String made) {
        // Links belong to no relationship, so the times are this machine's.
        var zone = ZoneId.systemDefault();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var link = links.of(visit.viewer());
        return new CalendarPage(
                frames.around(visit, "Your calendar", "settings"),
                made,
                made == null ? null : made.replaceFirst("^https?:", "webcal:"),
                link.map(there -> "Made on "
                                + Days.day(there.madeAt().atZone(zone).toLocalDate(), today) + ". "
                                + lastUsed(there, zone, today))
                        .orElse(""),
                address.isOnThisMachineOnly(),
                new FormBuilder(MAKE, Addressed.CALENDAR, visit)
                        .id(UUID.randomUUID().toString())
                        .build(
                                link.isPresent() ? "Make a new link" : "Make a link",
                                link.isPresent() ? "Make a new link; this one stops working" : "Make a link",
                                link.isEmpty()),
                link.isPresent()
                        ? new FormBuilder("revoke-calendar-link", Addressed.CALENDAR + "/revoke", visit)
                                .build("Revoke it", "Revoke the link", false)
                        : null);
    }

    private static String lastUsed(CalendarLinks.Link link, ZoneId zone, LocalDate today) {
        var lastUsed = link.lastUsedAt();
        return lastUsed == null
                ? "No calendar has asked yet."
                : "A calendar last asked on " + Days.moment(lastUsed, zone, today) + ", " + zone.getId() + " time.";
    }
}
