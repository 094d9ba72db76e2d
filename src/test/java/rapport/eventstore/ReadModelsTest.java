package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Node.Added;

class ReadModelsTest {

    @TempDir
    private Path directory;

    private final String tally = UUID.randomUUID().toString();

    /** A table of words; it cannot take in a word of more than five letters. */
    private record Words(JdbcClient sql, int version, boolean mayFallBehind) implements ReadModel {

        static Words in(DataSource source, int version, boolean mayFallBehind) {
            var sql = JdbcClient.create(source);
            sql.sql("create table if not exists words (tally varchar(36), sequence bigint, word varchar(5))")
                    .update();
            return new Words(sql, version, mayFallBehind);
        }

        @Override
        public String name() {
            return "words";
        }

        @Override
        public void forget(String stream) {
            sql.sql("delete from words where tally = ?").param(stream).update();
        }

        @Override
        public void take(String stream, Recorded<?> event) {
            if (event.event() instanceof Added added) {
                sql.sql("insert into words (tally, sequence, word) values (?, ?, ?)")
                        .params(added.tally(), event.sequence(), added.word())
                        .update();
            }
        }

        List<String> rows() {
            return sql.sql("select word from words order by sequence")
                    .query((row, _) -> row.getString(1))
                    .list();
        }

        void makeRoom() {
            sql.sql("alter table words alter column word set data type varchar(50)")
                    .update();
        }
    }

    private static boolean isStale(Node node, String stream) {
        return ReadModels.isStale(node.sql, "words", UUID.fromString(stream));
    }

    @ParameterizedTest
    @EnumSource
    void a_view_holds_an_event_when_the_act_returns(Database database) {
        var source = database.open(directory);
        var words = Words.in(source, 1, true);
        try (var node = new Node(source, words)) {
            for (var word : List.of("one", "two", "three")) {
                node.add(tally, word);
                assertThat(words.rows().getLast()).isEqualTo(word);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_view_is_rolled_back_with_the_act(Database database) {
        var source = database.open(directory);
        var words = Words.in(source, 1, true);
        try (var node = new Node(source, words)) {
            node.add(tally, "one");
            var transaction = node.transactions.startTransaction();
            node.addOnce(tally, "two");
            assertThat(words.rows()).containsExactly("one", "two");
            transaction.rollback();
            assertThat(words.rows()).containsExactly("one");
            assertThat(node.words(tally)).containsExactly("one");
            assertThat(node.recorded).as("told of").containsExactly(tally);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_view_that_fails_does_not_fail_the_act_and_is_made_again_later(Database database) {
        var source = database.open(directory);
        var words = Words.in(source, 1, true);
        var untouched = UUID.randomUUID().toString();
        try (var node = new Node(source, words)) {
            node.readModels.catchUp(true);
            node.add(untouched, "other");
            node.add(tally, "one");
            assertThat(node.add(tally, "too long")).isEqualTo(1);
            assertThat(node.add(tally, "two")).isEqualTo(2);
            assertThat(node.words(tally)).containsExactly("one", "too long", "two");
            assertThat(isStale(node, tally)).isTrue();
            assertThat(isStale(node, untouched)).isFalse();

            words.makeRoom();
            node.readModels.catchUp(true);
            assertThat(isStale(node, tally)).isFalse();
            assertThat(words.rows()).containsExactlyInAnyOrder("other", "one", "too long", "two");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_view_that_fails_while_somebody_asks_for_it_does_not_fail_the_act(Database database) {
        var source = database.open(directory);
        var words = Words.in(source, 1, true);
        var asking = new ReadModel() {
            private boolean asked;

            @Override
            public String name() {
                return words.name();
            }

            @Override
            public int version() {
                return words.version();
            }

            @Override
            public boolean mayFallBehind() {
                return true;
            }

            @Override
            public void forget(String stream) {
                words.forget(stream);
            }

            @Override
            public void take(String stream, Recorded<?> event) {
                if (!asked) {
                    asked = true;
                    elsewhere(() -> words.sql()
                            .sql("insert into stale_view (view, relationship, since, why)"
                                    + " values ('words', ?, current_timestamp, 'ASKED')")
                            .param(UUID.fromString(stream))
                            .update());
                }
                words.take(stream, event);
            }
        };
        try (var node = new Node(source, asking)) {
            assertThat(node.add(tally, "too long")).isZero();
            assertThat(node.words(tally)).containsExactly("too long");
            assertThat(isStale(node, tally)).isTrue();

            words.makeRoom();
            node.readModels.makeWhatIsDue((_, _) -> {});
            assertThat(isStale(node, tally)).isFalse();
            assertThat(words.rows()).containsExactly("too long");
        }
    }

    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    @ParameterizedTest
    @EnumSource
    void a_view_that_must_not_fall_behind_fails_the_act_and_nothing_is_recorded(Database database) {
        var source = database.open(directory);
        var words = Words.in(source, 1, false);
        try (var node = new Node(source, words)) {
            node.add(tally, "one");
            assertThatThrownBy(() -> node.addOnce(tally, "too long"))
                    .hasRootCauseInstanceOf(java.sql.SQLException.class)
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThat(node.words(tally)).containsExactly("one");
            assertThat(words.rows()).containsExactly("one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void another_version_of_a_view_is_made_again_from_the_streams(Database database) {
        var source = database.open(directory);
        var first = Words.in(source, 1, true);
        try (var node = new Node(source, first)) {
            node.readModels.catchUp(true);
            node.add(tally, "one");
            first.sql().sql("update words set word = 'wrong'").update();
            node.readModels.catchUp(true);
            assertThat(first.rows()).as("not before its version changes").containsExactly("wrong");
        }
        var second = Words.in(source, 2, true);
        try (var node = new Node(source, second)) {
            node.readModels.catchUp(true);
            assertThat(second.rows()).containsExactly("one");
            second.sql().sql("update words set word = 'kept'").update();
            node.readModels.catchUp(true);
            assertThat(second.rows()).containsExactly("kept");
        }
    }
}
