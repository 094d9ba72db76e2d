package rapport.seals;

import java.util.List;

/**
 * A block as it is stored.
 *
 * @param upTo the last place in the history that it covers; it begins after the one before
 * @param entries one for each event, packed
 */
record SealedBlock(
        long number,
        long sealedAt,
        byte[] previous,
        byte[] root,
        byte[] salt,
        long upTo,
        byte[] entries,
        byte[] signature) {

    Block block() {
        return new Block(number, sealedAt, previous, root, Block.extent(salt, upTo, entries));
    }

    List<Entry> unpacked() {
        return Entry.unpacked(entries);
    }
}
