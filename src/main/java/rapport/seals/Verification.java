package rapport.seals;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.eventstore.Settled;
import rapport.seals.Finding.Kind;
import rapport.seals.Signing.ChainBroken;

/** Checks the whole history against its seals. Reads only, in pieces, while others record. */
@Component
public class Verification {

    /** More are not named: after so many it is clear. */
    static final int MOST_FINDINGS = 100;

    /** To check a block, even an empty one, takes about as long as to check so many events. */
    private static final long BLOCK = 100;

    private final SealTable table;
    private final Signing signing;
    private final Settled settled;
    private final Clock clock;

    Verification(SealTable table, Signing signing, Settled settled, Clock clock) {
        this.table = table;
        this.signing = signing;
        this.settled = settled;
        this.clock = clock;
    }

    /** Told now and then how far it is; what is counted means nothing by itself. */
    @FunctionalInterface
    public interface Progress {
        void at(long done, long of);
    }

    /**
     * What came of it.
     *
     * @param at when it began
     * @param blocks how many were checked
     * @param events how many sealed events were read; for the operator only
     * @param unsealed how many newest ones no block covers yet; for the operator only
     * @param findings what does not fit, the first in the history first; no more than some hundred
     */
    public record Result(Instant at, long blocks, long events, long unsealed, List<Finding> findings) {

        public Result {
            findings = List.copyOf(findings);
        }

        public boolean holds() {
            return findings.isEmpty();
        }
    }

    /** Checks everything, and whether these receipts still fit. */
    public Result run(Collection<Receipt> receipts, Progress progress) {
        return new Run(receipts, progress).run();
    }

    /** Checks receipts alone: whether the blocks of their numbers bear their marks. */
    public List<Finding> check(Collection<Receipt> receipts) {
        var findings = new ArrayList<Finding>();
        for (var receipt : Set.copyOf(receipts)) {
            var block = table.block(receipt.block());
            if (block.isEmpty()) {
                findings.add(Finding.ofBlock(Kind.NO_RECEIPT, receipt.block()));
            } else if (!block.get().block().receipt().equals(receipt)) {
                findings.add(Finding.ofBlock(Kind.RECEIPT, receipt.block()));
            }
        }
        return findings;
    }

    private final class Run {

        private final Progress progress;
        private final Map<Long, Set<Receipt>> receipts = new HashMap<>();
        private final Map<String, Long> nextOf = new HashMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Instant began = clock.instant();
        private @Nullable KeptHead kept;
        private byte[] publicKey = new byte[0];
        private long limit;
        private long last;
        private long checked;
        private long events;
        private long unsealed;

        Run(Collection<Receipt> receipts, Progress progress) {
            this.progress = progress;
            receipts.forEach(receipt -> this.receipts
                    .computeIfAbsent(receipt.block(), _ -> new HashSet<>())
                    .add(receipt));
        }

        Result run() {
            // In this order: meanwhile blocks are added, and each is in the table before the copy tells of it, and
            // covers no more than was settled then. Where there was no key yet, what was sealed since is not looked at.
            var head = readKey() ? table.head() : Optional.<SealedBlock>empty();
            limit = Math.max(settled.upTo(), head.map(SealedBlock::upTo).orElse(0L));
            last = head.map(SealedBlock::number).orElse(0L);
            chain();
            receipts.keySet().forEach(number -> add(Finding.ofBlock(Kind.NO_RECEIPT, number)));
            return new Result(began, checked, events, unsealed, named());
        }

        private void add(Finding finding) {
            if (findings.size() < 10 * MOST_FINDINGS) {
                findings.add(finding);
            }
        }

        /** @return whether there was ever one, as far as anything here tells */
        private boolean readKey() {
            var blocks = table.head().isPresent();
            try {
                kept = signing.kept().orElse(null);
            } catch (ChainBroken _) {
                add(Finding.ofBlock(Kind.KEY, 0));
            }
            var row = table.key();
            var key = signing.stored();
            if (kept != null) {
                publicKey = kept.publicKey();
            } else if (row.isPresent()) {
                publicKey = row.get().publicKey();
            }
            var never = row.isEmpty() && kept == null && !blocks;
            if (!never && (key.isEmpty() || !Arrays.equals(key.get().publicKey(), publicKey))) {
                add(Finding.ofBlock(Kind.KEY, 0));
            }
            if (kept == null && blocks && findings.isEmpty()) {
                add(Finding.ofBlock(Kind.KEY, 0));
            }
            return !never;
        }

        // --- the chain --------------------------------------------------------------------------------------------

        private void chain() {
            var number = 0L;
            var from = Long.MIN_VALUE;
            var hash = Block.beginning(publicKey);
            var keptFits = kept == null || (kept.number() == 0 && Arrays.equals(kept.hash(), hash));
            var at = Long.MIN_VALUE;
            List<SealedBlock> blocks;
            while (!(blocks = table.blocksAfter(at, last)).isEmpty()) {
                for (var block : blocks) {
                    number++;
                    if (block.number() != number) {
                        add(Finding.ofBlock(block.number() > number ? Kind.NO_BLOCK : Kind.BLOCK, number));
                        from = throughUncovered(from, block);
                        number = Math.max(number, block.number());
                    }
                    var header = block.block();
                    if (!holds(block, hash)) {
                        add(Finding.ofBlock(Kind.BLOCK, block.number()));
                    }
                    hash = header.hash();
                    receipts(header);
                    keptFits |= kept != null && kept.number() == block.number() && Arrays.equals(kept.hash(), hash);
                    events(block, from);
                    from = Math.max(from, block.upTo());
                    at = block.number();
                    checked++;
                    progress(block.upTo());
                }
            }
            tail(from);
            if (!keptFits && kept != null) {
                add(Finding.ofBlock(Kind.HEAD, kept.number()));
            }
        }

        // Places may be anything, once somebody changed them.
        private void progress(long place) {
            var of = Math.max(1, BLOCK * last + limit);
            progress.at(
                    Math.clamp(BLOCK * Math.min(checked, last) + Math.clamp(place, 0, Math.max(0, limit)), 0, of), of);
        }

        // Where a block is gone, nobody can say any more what it covered; the next begins with its first event.
        private long throughUncovered(long from, SealedBlock next) {
            var entries = next.unpacked();
            var until = entries.isEmpty() ? next.upTo() : entries.getFirst().index() - 1;
            return Math.max(from, unchecked(from, until));
        }

        private boolean holds(SealedBlock block, byte[] previous) {
            return Arrays.equals(block.previous(), previous)
                    && SigningKey.holds(publicKey, block.block().header(), block.signature())
                    && fitsTree(block);
        }

        private boolean fitsTree(SealedBlock block) {
            var leaves = block.unpacked().stream().map(Entry::leaf).toList();
            return leaves.size() <= Sealer.MOST && Arrays.equals(new Tree(block.salt(), leaves).root(), block.root());
        }

        private void receipts(Block block) {
            Optional.ofNullable(receipts.remove(block.number())).orElse(Set.of()).stream()
                    .filter(receipt -> !receipt.equals(block.receipt()))
                    .forEach(receipt -> add(Finding.ofBlock(Kind.RECEIPT, block.number())));
        }

        // --- what a block covers ----------------------------------------------------------------------------------

        private void events(SealedBlock block, long from) {
            var entries = block.unpacked().iterator();
            var entry = next(entries);
            var at = from;
            List<StoredRow> rows;
            do {
                rows = at < block.upTo() ? table.eventsAfter(at, block.upTo()) : List.of();
                for (var row : rows) {
                    while (entry != null && entry.index() < row.index()) {
                        add(Finding.of(Kind.REMOVED, block.number(), entry));
                        entry = next(entries);
                    }
                    if (entry != null && entry.index() == row.index()) {
                        compare(block, entry, row);
                        entry = next(entries);
                    } else {
                        add(Finding.of(Kind.INSERTED, block.number(), row));
                    }
                    inSequence(row);
                    events++;
                    at = row.index();
                }
                progress(at);
            } while (rows.size() == SealTable.PIECE);
            while (entry != null) {
                add(Finding.of(Kind.REMOVED, block.number(), entry));
                entry = next(entries);
            }
        }

        private static @Nullable Entry next(Iterator<Entry> entries) {
            return entries.hasNext() ? entries.next() : null;
        }

        private void compare(SealedBlock block, Entry entry, StoredRow row) {
            var same = entry.stream().equals(row.streamId()) && entry.sequence() == row.sequence();
            if (!Arrays.equals(entry.leaf(), row.leaf(block.salt()))) {
                add(
                        same
                                ? Finding.of(Kind.CHANGED, block.number(), row)
                                : Finding.of(Kind.MOVED, block.number(), entry));
            }
        }

        private void tail(long from) {
            unchecked(from, limit);
        }

        private long unchecked(long from, long upTo) {
            var at = from;
            List<StoredRow> rows;
            do {
                rows = table.eventsAfter(at, upTo);
                for (var row : rows) {
                    inSequence(row);
                    unsealed++;
                    at = row.index();
                }
            } while (rows.size() == SealTable.PIECE);
            return upTo;
        }

        // Every event of a stream has a higher place than the one before it: it was decided knowing that one.
        private void inSequence(StoredRow row) {
            var expected = nextOf.getOrDefault(row.stream(), 0L);
            if (row.sequence() > expected) {
                add(new Finding(Kind.HOLE, 0, row.streamId(), expected, row.index()));
            } else if (row.sequence() < expected) {
                add(Finding.of(Kind.DOUBLE, 0, row));
            }
            nextOf.put(row.stream(), Math.max(expected, row.sequence() + 1));
        }

        // --- what is said -----------------------------------------------------------------------------------------

        // Gone from one place and standing at another, with the same number in its stream, is moved. What is named as
        // gone needs no second mention as a hole.
        private List<Finding> named() {
            var named = new ArrayList<Finding>();
            for (var finding : findings) {
                if (finding.kind() == Kind.REMOVED && isThere(Kind.INSERTED, finding)) {
                    named.add(new Finding(
                            Kind.MOVED, finding.block(), finding.stream(), finding.sequence(), finding.index()));
                } else if ((finding.kind() != Kind.INSERTED && finding.kind() != Kind.HOLE)
                        || !isThere(Kind.REMOVED, finding)) {
                    named.add(finding);
                }
            }
            return named.stream().limit(MOST_FINDINGS).toList();
        }

        private boolean isThere(Kind kind, Finding same) {
            return findings.stream()
                    .anyMatch(other -> other.kind() == kind
                            && other.sequence() == same.sequence()
                            && same.stream() != null
                            && same.stream().equals(other.stream()));
        }
    }
}
