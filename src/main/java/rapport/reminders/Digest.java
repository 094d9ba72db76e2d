package rapport.reminders;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import rapport.parties.PersonId;

/**
 * What a person is told at one time: in facts for every way, with words only for those whose person says so. Made anew
 * from the views for each attempt, and stored nowhere.
 *
 * @param id the same for each attempt to deliver it
 * @param zone the person's
 * @param title what it is about, such as {@code 1:1 with Tomás on Tuesday 1 December at 10:00}
 * @param receipt of the newest sealed block, as people keep it; empty if there is none
 */
public record Digest(
        UUID id,
        PersonId person,
        Kind kind,
        Instant at,
        ZoneId zone,
        String title,
        List<Section> sections,
        String receipt) {

    /** Without a receipt. */
    public Digest(UUID id, PersonId person, Kind kind, Instant at, ZoneId zone, String title, List<Section> sections) {
        this(id, person, kind, at, zone, title, sections, "");
    }

    /** What it is for. */
    public enum Kind {
        /** The brief before a 1:1. */
        BRIEF,
        /** What came up on a day, whoever it is with. */
        FOLLOW_UPS,
        /** To see whether a way works. */
        TRIAL
    }

    public Digest {
        sections = List.copyOf(sections);
    }

    /**
     * What is open with one person.
     *
     * @param title whom it is with, and when
     * @param path where it stands, such as {@code /relationships/…}
     * @param counts how much there is, in words
     */
    public record Section(String title, String path, String counts, List<Line> lines) {

        public Section {
            lines = List.copyOf(lines);
        }

        @Override
        public String toString() {
            return "Section[" + lines.size() + "]";
        }
    }

    /**
     * One thing that is open.
     *
     * @param fact what it is, without words
     * @param words what somebody wrote, in clear; may be empty
     * @param path where it stands
     */
    public record Line(String fact, String words, String path) {

        @Override
        public String toString() {
            return "Line[•]";
        }
    }

    @Override
    public String toString() {
        return "Digest[" + id + ", " + kind + "]";
    }
}
