package rapport.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import rapport.briefing.Briefing;

@SpringBootTest
@ActiveProfiles("demo")
class StoryTest {

    @Autowired
    private Demonstration demonstration;

    @Autowired
    private Briefing briefing;

    @Test
    void told() {
        var today = briefing.today(demonstration.person(Cast.MIRIAM));
        assertThat(today.briefs()).hasSize(4);
    }
}
