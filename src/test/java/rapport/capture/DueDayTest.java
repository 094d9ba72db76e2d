package rapport.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The day by which something is promised, as a field of its own; how days are written is for {@link WhenTest}. */
class DueDayTest {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 3, 4);
    private static final LocalDate NEXT = WEDNESDAY.plusDays(7);

    private static DueDay read(String text) {
        return DueDay.of(text, WEDNESDAY, List.of(NEXT, NEXT.plusDays(7)));
    }

    @Test
    void one_that_is_clear_is_taken() {
        assertThat(read("Friday")).isEqualTo(new DueDay.On(LocalDate.of(2026, 3, 6)));
        assertThat(read("2026-03-31")).isEqualTo(new DueDay.On(LocalDate.of(2026, 3, 31)));
        assertThat(read("By the end of the month")).isEqualTo(new DueDay.On(LocalDate.of(2026, 3, 31)));
        assertThat(read("end of the month")).isEqualTo(new DueDay.On(LocalDate.of(2026, 3, 31)));
    }

    @Test
    void the_next_one_is_the_first_of_those_to_come() {
        assertThat(read("next 1:1")).isEqualTo(new DueDay.On(NEXT));
        assertThat(DueDay.of("our next 1-1", WEDNESDAY, List.of()))
                .isEqualTo(new DueDay.None("No next 1:1 is planned yet. Write a day instead."));
    }

    @Test
    void one_that_may_be_two_is_asked_for() {
        assertThat(read("Wednesday"))
                .isEqualTo(new DueDay.OneOf("Today, or in a week?", List.of(WEDNESDAY, WEDNESDAY.plusDays(7))));
    }

    @Test
    void none_is_said_to_be_none() {
        assertThat(read("31 February")).isEqualTo(new DueDay.None("There is no such day in the calendar."));
        assertThat(read("when it suits")).isInstanceOf(DueDay.None.class);
        assertThat(read("x".repeat(400))).isInstanceOf(DueDay.None.class);
    }
}
