package rapport.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** How far away an address is, as far as its number tells. */
enum Reach {
    /** Somewhere on the internet. */
    PUBLIC,
    /** On this machine, or in a network around it that others cannot reach. */
    PRIVATE,
    /** Nowhere that a message is ever sent: reserved, for many at once, or where a cloud hands out its secrets. */
    NEVER;

    private static final int V4_BYTES = 4;
    private static final int NAT64_PREFIX_BYTES = 12;

    /** The first that holds an address decides. */
    private static final List<Range> V4 = List.of(
            // Where clouds answer questions about the machine that asks, its credentials included.
            range(NEVER, "100.100.100.200", 32),
            range(NEVER, "168.63.129.16", 32),
            range(NEVER, "169.254.0.0", 16),
            range(PRIVATE, "10.0.0.0", 8),
            range(PRIVATE, "100.64.0.0", 10),
            range(PRIVATE, "127.0.0.0", 8),
            range(PRIVATE, "172.16.0.0", 12),
            range(PRIVATE, "192.168.0.0", 16),
            range(NEVER, "0.0.0.0", 8),
            range(NEVER, "192.0.0.0", 24),
            range(NEVER, "192.0.2.0", 24),
            range(NEVER, "192.88.99.0", 24),
            range(NEVER, "198.18.0.0", 15),
            range(NEVER, "198.51.100.0", 24),
            range(NEVER, "203.0.113.0", 24),
            range(NEVER, "224.0.0.0", 4),
            range(NEVER, "240.0.0.0", 4),
            range(PUBLIC, "0.0.0.0", 0));

    private static final Range NAT64 = range(PUBLIC, "64:ff9b::", 96);

    private static final List<Range> V6 = List.of(
            range(NEVER, "fd00:ec2::254", 128),
            range(NEVER, "fd20:ce::254", 128),
            range(PRIVATE, "::1", 128),
            range(PRIVATE, "fc00::", 7),
            // Teredo and other ways of wrapping one network into another, documentation, 6to4, documentation again.
            range(NEVER, "2001::", 23),
            range(NEVER, "2001:db8::", 32),
            range(NEVER, "2002::", 16),
            range(NEVER, "3fff::", 20),
            range(PUBLIC, "2000::", 3),
            range(NEVER, "::", 0));

    /** The addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent") // bytes, never changed and never compared
    private record Range(Reach reach, byte[] start, int bits) {

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Range range(Reach reach, String start, int bits) {
        try {
            // A number is not looked up.
            return new Range(reach, InetAddress.getByName(start).getAddress(), bits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static Reach of(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == V4_BYTES) {
            return in(V4, bytes);
        }
        if (NAT64.holds(bytes)) {
            return in(V4, Arrays.copyOfRange(bytes, NAT64_PREFIX_BYTES, bytes.length));
        }
        return in(V6, bytes);
    }

    private static Reach in(List<Range> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.holds(address))
                .findFirst()
                .orElseThrow()
                .reach();
    }
}
