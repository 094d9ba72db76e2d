package rapport.security;

import org.springframework.mock.env.MockEnvironment;

/** An address at which a test says that people reach Rapport. */
public final class TestAddress {

    private TestAddress() {}

    public static PublicAddress of(String address) {
        return new PublicAddress(new MockEnvironment().withProperty("rapport.address", address));
    }
}
