package rapport.accounts;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.parties.PersonId;

/** The one-time codes, one for each person: 120 random bits in letters and digits that cannot be mistaken for others. */
final class Recovery {

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 24;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient sql;
    private final Clock clock;

    Recovery(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Makes a new code in place of any other; within the caller's transaction. */
    String renew(PersonId person) {
        var code = random();
        sql.sql("delete from recovery_code where person = ?")
                .param(person.value())
                .update();
        sql.sql("insert into recovery_code (person, hash, made_at) values (?, ?, ?)")
                .params(
                        person.value(),
                        Secrets.hash(plain(code)),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return code;
    }

    /** Uses the code up, if it is this person's. */
    boolean use(PersonId person, String code) {
        return sql.sql("delete from recovery_code where person = ? and hash = ?")
                        .params(person.value(), Secrets.hash(plain(code)))
                        .update()
                > 0;
    }

    private static String random() {
        var code = new StringBuilder();
        for (int at = 0; at < LENGTH; at++) {
            if (at > 0 && at % GROUP == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    // However it was copied down: small letters, blanks, the letters that are left out because they look like digits.
    private static String plain(String code) {
        return code.toUpperCase(Locale.ROOT)
                .replaceAll("[^0-9A-Z]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
