package rapport.relationships;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import rapport.parties.EntryId;

/**
 * Where in a relationship's stream each entry was touched, up to some event. It holds ids and places and nothing that
 * anybody wrote, and is looked up as it lies there, without being taken apart: an act on one entry of a long history reads
 * the few events of that entry (docs/adr/0042). Never changes.
 */
final class Trail {

    /** Of the form in which it is stored; another one is not read. */
    static final String FORM = "1";

    /** Nothing is known yet. */
    static final Trail NONE = new Steps().after(null);

    private static final int ROW = 2 * Long.BYTES + Integer.BYTES;

    private final byte[] bytes;
    private final ByteBuffer all;
    private final long last;
    private final int whole;
    private final int meetings;
    private final int rows;
    private final int count;

    // last, where "whole" begins, where "meetings" begins, how many entries; lists of places; rows of id and list, by
    // id; sum
    private Trail(byte[] bytes) {
        this.bytes = bytes;
        this.all = ByteBuffer.wrap(bytes);
        this.last = all.getLong(0);
        this.whole = all.getInt(8);
        this.meetings = all.getInt(12);
        this.count = all.getInt(16);
        this.rows = bytes.length - Integer.BYTES - count * ROW;
    }

    /** What {@link #bytes} gave; empty if it is something else, or damaged. */
    static Optional<Trail> of(byte[] bytes) {
        if (bytes.length < 24 || ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES) != sum(bytes)) {
            return Optional.empty();
        }
        return Optional.of(new Trail(bytes));
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes, 0, bytes.length - Integer.BYTES);
        return (int) sum.getValue();
    }

    /** As it is stored; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The place of the last event that it knows; -1 if it knows none. */
    long last() {
        return last;
    }

    /** The places of what happened to the relationship as a whole. */
    List<Long> whole() {
        return list(whole);
    }

    /** The places of what happened to its 1:1s. */
    List<Long> meetings() {
        return list(meetings);
    }

    /** The places of what happened to an entry, ascending; none if there is no such entry. */
    List<Long> of(EntryId id) {
        var from = 0;
        var to = count - 1;
        while (from <= to) {
            var middle = (from + to) >>> 1;
            var row = rows + middle * ROW;
            var compared = id.value().compareTo(new UUID(all.getLong(row), all.getLong(row + Long.BYTES)));
            if (compared == 0) {
                return list(all.getInt(row + 2 * Long.BYTES));
            }
            if (compared < 0) {
                to = middle - 1;
            } else {
                from = middle + 1;
            }
        }
        return List.of();
    }

    private List<Long> list(int at) {
        var from = all.duplicate().position(at);
        try {
            var length = (int) number(from);
            var places = new ArrayList<Long>(length);
            var place = 0L;
            for (var i = 0; i < length; i++) {
                place += number(from);
                places.add(place);
            }
            return places;
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("a trail ends in the middle", e);
        }
    }

    private static long number(ByteBuffer from) {
        var value = 0L;
        for (var shift = 0; ; shift += 7) {
            var next = from.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** What was touched since, event by event. */
    static final class Steps {

        private final List<Long> whole = new ArrayList<>();
        private final List<Long> meetings = new ArrayList<>();
        private final Map<EntryId, List<Long>> entries = new HashMap<>();
        private long last = -1;
        private int events;

        /** Says which event is the next one; what is touched from here on is touched by it. */
        void at(long place) {
            last = place;
            events++;
        }

        void touchWhole() {
            whole.add(last);
        }

        void touchMeetings() {
            meetings.add(last);
        }

        void touch(EntryId id) {
            var places = entries.computeIfAbsent(id, _ -> new ArrayList<>(2));
            if (places.isEmpty() || places.getLast() != last) {
                places.add(last);
            }
        }

        /** The place of the last event; -1 if there is none. */
        long last() {
            return last;
        }

        /** How many events it knows of. */
        int events() {
            return events;
        }

        /** What was known before, and this behind it. */
        Trail after(@Nullable Trail before) {
            var lists = new ByteArrayOutputStream();
            var header = 20;
            var wholeAt = header;
            write(lists, before == null ? List.of() : before.whole(), whole);
            var meetingsAt = header + lists.size();
            write(lists, before == null ? List.of() : before.meetings(), meetings);
            var rows = new ArrayList<Row>();
            if (before != null) {
                for (var i = 0; i < before.count; i++) {
                    var row = before.rows + i * ROW;
                    var id = new EntryId(new UUID(before.all.getLong(row), before.all.getLong(row + Long.BYTES)));
                    rows.add(new Row(id, header + lists.size()));
                    write(
                            lists,
                            before.list(before.all.getInt(row + 2 * Long.BYTES)),
                            entries.getOrDefault(id, List.of()));
                }
            }
            entries.forEach((id, places) -> {
                if (before == null || before.of(id).isEmpty()) {
                    rows.add(new Row(id, header + lists.size()));
                    write(lists, List.of(), places);
                }
            });
            rows.sort(Comparator.comparing(row -> row.id().value()));
            var all = ByteBuffer.allocate(header + lists.size() + rows.size() * ROW + Integer.BYTES);
            all.putLong(events == 0 && before != null ? before.last : last)
                    .putInt(wholeAt)
                    .putInt(meetingsAt)
                    .putInt(rows.size())
                    .put(lists.toByteArray());
            for (var row : rows) {
                all.putLong(row.id().value().getMostSignificantBits())
                        .putLong(row.id().value().getLeastSignificantBits())
                        .putInt(row.at());
            }
            all.putInt(sum(all.array()));
            return new Trail(all.array());
        }

        private record Row(EntryId id, int at) {}

        private static void write(ByteArrayOutputStream to, List<Long> before, List<Long> since) {
            number(to, before.size() + since.size());
            var at = 0L;
            for (var place : before) {
                number(to, place - at);
                at = place;
            }
            for (var place : since) {
                number(to, place - at);
                at = place;
            }
        }

        private static void number(ByteArrayOutputStream to, long value) {
            var rest = value;
            while (rest > 0x7F) {
                to.write((int) (rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            to.write((int) rest);
        }
    }
}
