package rapport.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** E-mail addresses as servers take them: one mailbox, in letters of ASCII. */
final class MailAddress {

    private static final int LONGEST = 254;

    private MailAddress() {}

    /** The address with its domain spelled as servers do; empty if no letter can be sent to it. */
    static Optional<String> of(String typed) {
        var at = typed.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        try {
            var domain = IDN.toASCII(typed.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            var address = typed.substring(0, at) + "@" + domain;
            var isPlain = address.chars().allMatch(character -> character > ' ' && character < 127);
            if (!isPlain || domain.isEmpty() || address.length() > LONGEST) {
                return Optional.empty();
            }
            return new InternetAddress(address, true).getAddress().equals(address)
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException | AddressException _) {
            return Optional.empty();
        }
    }

    /** What two ways of writing the same address have in common. */
    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
