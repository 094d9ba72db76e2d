package rapport.capture;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;

/** Those whom Grace meets, as the head of {@code capture/lines.txt} tells of them. */
final class Crowd {

    static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    private static final List<Counterpart> PEOPLE = List.of(
            one(1, "Ada Lovelace"),
            one(2, "Ada Byron"),
            counterpart(3, "Bob Ross", Side.MANAGER, false, false, "2026-11-30", "2026-12-07"),
            one(4, "Zoë Müller"),
            one(5, "田中太郎"),
            one(6, "ليلى حسن"),
            one(7, "Note Smith"),
            one(8, "Anna"),
            one(9, "Ann"),
            one(10, "Q: the Second"),
            counterpart(11, "Max Chief", Side.REPORT, true, false, "2026-11-25", "2026-12-02"),
            counterpart(12, "Erin Ended", Side.MANAGER, true, true));

    private static final List<OpenPromise> PROMISES = List.of(
            promise(1, "Bob", "Send the budget figures", true, false),
            promise(2, "Bob", "Answer about the raise", true, false),
            promise(3, "Ada", "Send the quarterly report", false, false),
            promise(4, "Zoë", "Résumé of the offsite", false, true));

    private Crowd() {}

    static Counterpart one(int number, String name) {
        return counterpart(number, name, Side.MANAGER, true, false);
    }

    static Counterpart counterpart(
            int number, String name, Side own, boolean joined, boolean ended, String... oneOnOnes) {
        var days = List.of(oneOnOnes).stream().map(LocalDate::parse).toList();
        return new Counterpart(
                new RelationshipId(new UUID(7, number)),
                name,
                own,
                joined,
                ended,
                LocalDate.parse("2025-01-0" + (number % 9 + 1)),
                TODAY,
                () -> days);
    }

    private static OpenPromise promise(int number, String name, String words, boolean own, boolean claimed) {
        return new OpenPromise(
                named(name).relationship(),
                new EntryId(new UUID(8, number)),
                words,
                TODAY.plusDays(number),
                own,
                claimed);
    }

    static Around around(@Nullable RelationshipId here) {
        return new Around(PEOPLE, here, () -> PROMISES);
    }

    static Counterpart named(String first) {
        return PEOPLE.stream()
                .filter(one -> one.name().startsWith(first))
                .findFirst()
                .orElseThrow();
    }

    static Counterpart in(RelationshipId relationship) {
        return PEOPLE.stream()
                .filter(one -> one.relationship().equals(relationship))
                .findFirst()
                .orElseThrow();
    }

    static OpenPromise promise(EntryId id) {
        return PROMISES.stream()
                .filter(promise -> promise.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
