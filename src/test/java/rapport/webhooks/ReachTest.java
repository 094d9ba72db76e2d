package rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers are on the internet, which are next door, and which are nobody's. */
class ReachTest {

    private static Reach reach(String number) throws UnknownHostException {
        return Reach.of(InetAddress.getByName(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450::1",
                "2001:200::1",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "3ffe:ffff::1",
                // A public number behind a network's own translation between the two kinds of number.
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8"
            })
    void on_the_internet(String number) throws UnknownHostException {
        assertThat(reach(number)).isEqualTo(Reach.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "127.1",
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "::1",
                "fc00::",
                "fdff:ffff::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::ffff:a00:1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::c0a8:1"
            })
    void next_door(String number) throws UnknownHostException {
        assertThat(reach(number)).isEqualTo(Reach.PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Where clouds answer.
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "fd00:ec2::254",
                "fd20:ce::254",
                "::ffff:169.254.169.254",
                "64:ff9b::169.254.169.254",
                // Reserved, for documentation, for many, for all.
                "0.0.0.0",
                "0.1.2.3",
                "169.254.0.0",
                "169.254.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::2",
                "::8.8.8.8",
                "::127.0.0.1",
                "::ffff:0:8.8.8.8",
                "64:ff9b:1::8.8.8.8",
                "100::1",
                "2001::1",
                "2001:0:7f00:1::",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::",
                "3fff::1",
                "5f00::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1",
                "4000::1",
                "1fff::1",
                "64:ff9b::0.0.0.0",
                "64:ff9b::224.0.0.1"
            })
    void never(String number) throws UnknownHostException {
        assertThat(reach(number)).isEqualTo(Reach.NEVER);
    }
}
