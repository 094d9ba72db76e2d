package rapport.seals;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import rapport.eventstore.Durability;
import rapport.eventstore.Settled;
import rapport.nodes.Nodes;
import rapport.nodes.Work;
import rapport.seals.Signing.ChainBroken;

/** Makes the blocks. */
@Component
public class Sealer {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    /** What does not fit into one block waits for the next: there must never be more blocks than time explains. */
    static final int MOST = 50_000;

    private static final int SALT_BYTES = 32;
    private static final long SECOND = 1_000;

    private final SealTable table;
    private final Signing signing;
    private final Settled settled;
    private final Durability durability;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock one = new ReentrantLock();
    private final Nodes nodes;

    Sealer(SealTable table, Signing signing, Settled settled, Durability durability, Clock clock, Nodes nodes) {
        this.nodes = nodes;
        this.table = table;
        this.signing = signing;
        this.settled = settled;
        this.durability = durability;
        this.clock = clock;
    }

    /**
     * Seals what was recorded since the last block, also if that is nothing: who sees that there is a new block must not
     * learn from it that something was recorded. Nothing is sealed on top of a chain that was tampered with, or while
     * another node seals.
     *
     * @return true if there is a new block, which is on disk then
     */
    public boolean seal() {
        one.lock();
        try {
            // The block and its copy are two writes, and another node must not see the one without the other.
            return nodes.alone(Work.SEALS, this::sealNext);
        } catch (ChainBroken e) {
            LOG.error("the history cannot be sealed: {}; run a check of the history", e.getMessage());
            return false;
        } finally {
            one.unlock();
        }
    }

    private boolean sealNext() {
        var key = signing.key();
        var head = table.head();
        var kept = signing.kept().orElseThrow();
        check(kept, head);
        var block = next(key, head);
        try {
            table.add(block);
        } catch (DuplicateKeyException _) {
            return false;
        }
        durability.await();
        signing.keepAfter(kept, block.number(), block.block().hash());
        return true;
    }

    // Killed between the two writes, the copy is one behind; that block was made with the key, which is proof enough.
    private void check(KeptHead kept, Optional<SealedBlock> head) {
        var number = head.map(SealedBlock::number).orElse(0L);
        if (number < kept.number() || number > kept.number() + 1) {
            throw new ChainBroken("the newest block is " + number + ", and should be " + kept.number());
        }
        var kin = kept.number() == 0
                ? Block.beginning(kept.publicKey())
                : table.block(kept.number())
                        .map(block -> block.block().hash())
                        .orElseThrow(() -> new ChainBroken("a block is gone"));
        if (!Arrays.equals(kin, kept.hash())) {
            throw new ChainBroken("block " + kept.number() + " is not the one that was made");
        }
        if (number > kept.number() && !follows(head.orElseThrow(), kept)) {
            throw new ChainBroken("block " + number + " was not made here");
        }
    }

    private static boolean follows(SealedBlock block, KeptHead kept) {
        return Arrays.equals(block.previous(), kept.hash())
                && SigningKey.holds(kept.publicKey(), block.block().header(), block.signature());
    }

    private SealedBlock next(SigningKey key, Optional<SealedBlock> head) {
        var now = clock.instant().toEpochMilli();
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var from = head.map(SealedBlock::upTo).orElse(0L);
        var limit = Math.max(from, settled.upTo());
        var entries = entries(salt, from, limit);
        var upTo = entries.size() < MOST ? limit : entries.getLast().index();
        var packed = Entry.packed(entries);
        var block = new Block(
                head.map(SealedBlock::number).orElse(0L) + 1,
                now - now % SECOND,
                head.map(last -> last.block().hash()).orElseGet(() -> Block.beginning(key.publicKey())),
                new Tree(salt, entries.stream().map(Entry::leaf).toList()).root(),
                Block.extent(salt, upTo, packed));
        return new SealedBlock(
                block.number(),
                block.sealedAt(),
                block.previous(),
                block.root(),
                salt,
                upTo,
                packed,
                key.sign(block.header()));
    }

    private List<Entry> entries(byte[] salt, long from, long limit) {
        var entries = new ArrayList<Entry>();
        var at = from;
        while (entries.size() < MOST) {
            var piece = table.eventsAfter(at, limit);
            for (var row : piece) {
                if (entries.size() < MOST) {
                    entries.add(Entry.of(row, salt));
                }
            }
            if (piece.size() < SealTable.PIECE) {
                break;
            }
            at = piece.getLast().index();
        }
        return entries;
    }
}
