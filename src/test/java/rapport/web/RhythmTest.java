package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.meetings.Cadence;

/** How often two people meet, in words. */
class RhythmTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=WEEKLY | Every Tuesday, since Tuesday 3 November, at
            FREQ=WEEKLY;BYDAY=TU | Every Tuesday, since Tuesday 3 November, at
            FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU | Every second Tuesday, since
            FREQ=WEEKLY;INTERVAL=3;BYDAY=TU | Every 3 weeks on Tuesday, since
            FREQ=WEEKLY;BYDAY=TH,TU,FR | Every Tuesday, Thursday and Friday, since
            FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | Every day from Monday to Friday, since
            FREQ=DAILY | Every day, since
            FREQ=DAILY;INTERVAL=2 | Every second day, since
            FREQ=DAILY;INTERVAL=10 | Every 10 days, since
            FREQ=MONTHLY;BYDAY=1TU | Every month on the 1st Tuesday, since
            FREQ=MONTHLY;BYDAY=-1TU | Every month on the last Tuesday, since
            FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU | Every 3 months on the 1st Tuesday, since
            FREQ=MONTHLY;BYMONTHDAY=3 | Every month on the 3rd, since
            FREQ=MONTHLY | Every month on the 3rd, since
            FREQ=MONTHLY;BYMONTHDAY=-1 | Every month on the last day, since
            FREQ=DAILY;COUNT=1 | Once, on Tuesday 3 November, at
            FREQ=WEEKLY;COUNT=4;BYDAY=TU | Every Tuesday, since Tuesday 3 November, until Tuesday 24 November, at
            FREQ=WEEKLY;UNTIL=20270105T100000;BYDAY=TU | Every Tuesday, since Tuesday 3 November, until Tuesday 5 January 2027, at
            FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,3 | By the rule FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,3, since
            FREQ=YEARLY;BYMONTH=11 | By the rule FREQ=YEARLY;BYMONTH=11, since
            """)
    void a_rule_is_told_as_people_speak_of_it(String rule, String said) {
        var cadence =
                Cadence.elsewhere(rule, LocalDateTime.parse("2026-11-03T10:00"), 30, ZoneId.of("America/New_York"));

        assertThat(Rhythm.said(cadence, LocalDate.of(2026, 11, 22)))
                .startsWith(said)
                .endsWith(" at 10:00, for 30 minutes, in the time of America/New York");
    }
}
