package rapport.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;
import rapport.Api;
import rapport.ServedTest;
import rapport.accounts.Token.Scope;
import rapport.parties.PersonId;
import rapport.shared.MovableClock;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** Tokens, made and revoked while programs use them, on the running application. */
class TokensTest extends ServedTest {

    @Autowired
    private Tokens tokens;

    @Autowired
    private TransactionOperations transactions;

    private Somebody grace = new Somebody(PersonId.random(), "", "", "");

    @BeforeAll
    void grace_comes() {
        grace = somebody("Grace");
    }

    private Api with(String secret) {
        return new Api(port, secret);
    }

    private String make(PersonId person, Scope scope) {
        return tokens.make(UUID.randomUUID(), person, "the editor", scope);
    }

    @Nested
    class A_token {

        @Test
        void opens_the_api_in_the_name_of_its_person_and_tells_what_it_may() {
            var me = with(make(grace.id(), Scope.RECORD)).get("/api/me");

            assertThat(me.status()).isEqualTo(200);
            assertThat(me.field("name")).isEqualTo(grace.name());
            assertThat(me.json().at("/token/name").asString()).isEqualTo("the editor");
            assertThat(me.json().at("/token/readOnly").asBoolean()).isFalse();
            assertThat(me.text()).doesNotContain("rapport_");
        }

        @Test
        void is_kept_as_a_hash_only() {
            var secret = make(grace.id(), Scope.READ);

            assertThat(secret).startsWith("rapport_").hasSize("rapport_".length() + 43);
            var rows = sql.sql("select * from api_token").query().listOfRows();
            assertThat(rows)
                    .anyMatch(row -> HexFormat.of()
                            .formatHex((byte[]) Objects.requireNonNull(row.get("hash")))
                            .equals(HexFormat.of().formatHex(Secrets.hash(secret))));
            assertThat(rows.toString()).doesNotContain(secret);
        }

        @Test
        void opens_nothing_once_it_is_revoked() {
            var secret = make(grace.id(), Scope.RECORD);
            var token = tokens.used(secret).orElseThrow();

            tokens.revoke(grace.id(), token.id());

            assertThat(with(secret).get("/api/me").status()).isEqualTo(401);
            assertThatThrownBy(() -> tokens.revoke(grace.id(), token.id())).isInstanceOf(NotThere.class);
        }

        @Test
        void is_revoked_by_its_own_person_alone() {
            var secret = make(grace.id(), Scope.RECORD);
            var token = tokens.used(secret).orElseThrow();

            assertThatThrownBy(() -> tokens.revoke(somebody("Mallory").id(), token.id()))
                    .isInstanceOf(NotThere.class);
            assertThat(with(secret).get("/api/me").status()).isEqualTo(200);
        }

        @Test
        void that_was_made_at_set_up_is_listed_under_that_name() {
            assertThat(tokens.of(operator().id()))
                    .anySatisfy(token -> assertThat(token.name()).isEqualTo("set-up"));
        }

        @Test
        void made_twice_with_the_same_id_is_made_once() {
            var id = UUID.randomUUID();
            tokens.make(id, grace.id(), "twice", Scope.READ);

            assertThatThrownBy(() -> tokens.make(id, grace.id(), "twice", Scope.READ))
                    .isInstanceOfSatisfying(
                            RuleBroken.class,
                            broken -> assertThat(broken.rule()).isEqualTo("id-taken"));
        }
    }

    @Nested
    class There_are {

        @Test
        void at_most_fifty_of_one_person_however_many_are_asked_for_at_once() {
            var person = somebody("Hoarder").id();
            var before = tokens.of(person).size();

            var outcomes = IntStream.range(0, 60)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
                        try {
                            return make(person, Scope.READ);
                        } catch (RuleBroken broken) {
                            return broken.rule();
                        }
                    }))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(tokens.of(person)).hasSize(Tokens.MOST);
            assertThat(outcomes).filteredOn("too-many-tokens"::equals).hasSize(60 - Tokens.MOST + before);
            tokens.revoke(person, tokens.of(person).getFirst().id());
            assertThat(make(person, Scope.READ)).startsWith("rapport_");
        }
    }

    @Nested
    class A_token_that_may_only_read {

        @Test
        void looks_and_records_nothing() {
            var ada = somebody("Ada");
            var relationship = relationship(grace, ada);
            var reader = with(make(grace.id(), Scope.READ));
            var before = events();

            assertThat(reader.get("/api/relationships/" + relationship).status())
                    .isEqualTo(200);
            assertThat(reader.get("/api/me").json().at("/token/readOnly").asBoolean())
                    .isTrue();
            for (var method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
                var address = "/api/relationships/" + relationship + "/topics";
                var refused = reader.send(reader.request(address)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString("{\"text\":\"x\"}")));
                assertThat(refused.status()).as(method).isEqualTo(403);
                assertThat(refused.contentType()).startsWith("application/problem+json");
                assertThat(refused.field("rule")).isEqualTo("read-only-token");
                assertThat(refused.field("detail")).contains("may only read");
            }
            assertThat(events()).isEqualTo(before);
        }

        @Test
        void learns_nothing_from_what_it_is_refused() {
            var reader = with(make(somebody("Eve").id(), Scope.READ));
            var there = relationship(grace, somebody("Ada"));

            assertThat(reader.post("/api/relationships/" + there + "/topics", "{}")
                            .text())
                    .isEqualTo(reader.post("/api/relationships/" + UUID.randomUUID() + "/topics", "{}")
                            .text())
                    .isEqualTo(reader.post("/api/nonsense", "{}").text());
        }
    }

    @Nested
    class The_last_use {

        private final MovableClock clock = new MovableClock();
        private final ArrayDeque<Runnable> beside = new ArrayDeque<>();

        private Token fresh() {
            return tokens.used(make(grace.id(), Scope.READ)).orElseThrow();
        }

        private Token again(Token token) {
            return tokens.of(grace.id()).stream()
                    .filter(one -> one.id().equals(token.id()))
                    .findFirst()
                    .orElseThrow();
        }

        private Instant noted(Token token) {
            return Objects.requireNonNull(sql.sql("select last_used_at from api_token where id = ?")
                            .param(token.id())
                            .query(OffsetDateTime.class)
                            .single())
                    .toInstant();
        }

        @Test
        void is_noted_soon_after_the_request() throws InterruptedException {
            var secret = make(grace.id(), Scope.READ);
            var before = Instant.now().minusSeconds(1);
            with(secret).get("/api/me");

            var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            var id = tokens.used(secret).orElseThrow();
            while (again(id).lastUsedAt() == null && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(again(id).lastUsedAt()).isBetween(before, Instant.now());
        }

        @Test
        void is_written_once_a_minute_however_often_it_is_used() {
            var token = new Token(fresh().id(), grace.id(), "x", Scope.READ, Instant.EPOCH, null);
            var lastUse = new LastUse(sql, clock, beside::add);

            for (var i = 0; i < 100; i++) {
                lastUse.note(token);
            }
            assertThat(beside).hasSize(1);
            clock.forward(Duration.ofSeconds(30));
            lastUse.note(token);
            assertThat(beside).hasSize(1);
            clock.forward(Duration.ofSeconds(30));
            lastUse.note(token);
            assertThat(beside).hasSize(2);
            beside.forEach(Runnable::run);
            assertThat(noted(token)).isAfter(Instant.now().plusSeconds(50));
        }

        @Test
        void never_goes_back() {
            var token = new Token(fresh().id(), grace.id(), "x", Scope.READ, Instant.EPOCH, null);
            var lastUse = new LastUse(sql, clock, beside::add);
            lastUse.note(token);
            clock.forward(Duration.ofMinutes(2));
            lastUse.note(token);

            var written = new ArrayList<>(beside);
            written.reversed().forEach(Runnable::run);

            assertThat(noted(token)).isAfter(Instant.now().plusSeconds(110));
        }

        @Test
        void brings_no_revoked_token_back() {
            var token = fresh();
            var lastUse = new LastUse(sql, clock, beside::add);
            lastUse.note(new Token(token.id(), grace.id(), "x", Scope.READ, Instant.EPOCH, null));
            tokens.revoke(grace.id(), token.id());

            beside.forEach(Runnable::run);

            assertThat(tokens.of(grace.id())).extracting(Token::id).doesNotContain(token.id());
        }

        @Test
        void keeps_no_request_waiting() {
            var secret = make(grace.id(), Scope.READ);
            transactions.executeWithoutResult(_ -> {
                // Whoever wants to write that row now has to wait until the end of this.
                sql.sql("select id from api_token where person = ? for update")
                        .param(grace.id().value())
                        .query(UUID.class)
                        .list();
                assertThat(CompletableFuture.supplyAsync(() -> with(secret).get("/api/me"))
                                .orTimeout(10, TimeUnit.SECONDS)
                                .join()
                                .status())
                        .isEqualTo(200);
            });
        }

        @Test
        void fails_no_request() {
            var secret = make(grace.id(), Scope.READ);
            sql.sql(
                            "alter table api_token add constraint nothing_noted check (last_used_at is null or name <> 'fails')")
                    .update();
            try {
                sql.sql("update api_token set name = 'fails' where hash = ?")
                        .param(Secrets.hash(secret))
                        .update();
                assertThat(with(secret).get("/api/me").status()).isEqualTo(200);
                new LastUse(sql, clock, Runnable::run).note(tokens.used(secret).orElseThrow());
                assertThat(tokens.used(secret).orElseThrow().lastUsedAt()).isNull();
            } finally {
                sql.sql("alter table api_token drop constraint nothing_noted").update();
            }
        }
    }

    @Test
    void no_program_makes_lists_or_revokes_tokens() {
        var program = with(grace.token());
        for (var address : new String[] {"/api/tokens", "/api/settings/tokens"}) {
            assertThat(program.get(address).status()).isEqualTo(404);
            assertThat(program.post(address, Map.of("name", "x").toString()).status())
                    .isEqualTo(404);
        }
        var page = program.get("/settings/tokens");
        assertThat(page.status()).isBetween(300, 399);
        assertThat(page.text()).doesNotContain("set-up");
    }
}
