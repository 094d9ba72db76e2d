package rapport.eventstore;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rapport.eventstore.Durability.NotDurable;

@Timeout(60)
class GroupCommitTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger flushes = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void nobody_returns_before_a_flush_that_began_after_their_commit_has_finished() throws Exception {
        var committed = new AtomicLong();
        var onDisk = new AtomicLong();
        var durability = new GroupCommit(() -> {
            var covered = committed.get();
            Thread.sleep(0, 200_000);
            onDisk.set(covered);
        });
        var writers = new ArrayList<Future<?>>();
        for (var i = 0; i < 16; i++) {
            writers.add(threads.submit(() -> {
                for (var act = 0; act < 200; act++) {
                    var mine = committed.incrementAndGet();
                    durability.await();
                    assertThat(onDisk.get()).isGreaterThanOrEqualTo(mine);
                }
            }));
        }
        for (var writer : writers) {
            writer.get(60, SECONDS);
        }
    }

    @Test
    void all_who_wait_for_a_running_flush_share_the_next_one() throws Exception {
        var release = new CountDownLatch(1);
        var durability = new GroupCommit(() -> {
            if (flushes.incrementAndGet() == 1) {
                release.await();
            }
        });
        var waiters = waitersBehindARunningFlush(durability, 50);
        release.countDown();
        for (var waiter : waiters) {
            assertThat(waiter.outcome()).isNull();
        }
        assertThat(flushes).hasValue(2);
    }

    @Test
    void a_failed_flush_fails_all_whom_it_was_for_and_nobody_else() throws Exception {
        var release = new CountDownLatch(1);
        var durability = new GroupCommit(() -> {
            var number = flushes.incrementAndGet();
            if (number == 1) {
                release.await();
            } else if (number == 2) {
                throw new IOException("no space left");
            }
        });
        var waiters = waitersBehindARunningFlush(durability, 20);
        release.countDown();
        assertThat(waiters.removeFirst().outcome()).isNull();
        for (var waiter : waiters) {
            assertThat(waiter.outcome()).isInstanceOf(NotDurable.class).hasRootCauseMessage("no space left");
        }
        assertThatCode(durability::await).doesNotThrowAnyException();
        assertThat(flushes).hasValue(3);
    }

    @RepeatedTest(20)
    void a_later_failure_does_not_fail_those_whose_flush_went_well() throws Exception {
        var release = new CountDownLatch(1);
        var leader = new AtomicReference<Thread>();
        var durability = new GroupCommit(() -> {
            var number = flushes.incrementAndGet();
            if (number == 1) {
                release.await();
            } else if (number == 2) {
                leader.set(Thread.currentThread());
            } else {
                throw new IOException("no space left");
            }
        });
        var first = new Waiter(durability);
        first.startAndWaitUntilParked();
        var pair = List.of(new Waiter(durability), new Waiter(durability));
        for (var waiter : pair) {
            // Whoever ran the good flush starts the bad one at once, before the other has woken up.
            waiter.afterwards = () -> {
                if (Thread.currentThread().equals(leader.get())) {
                    assertThatThrownBy(durability::await).isInstanceOf(NotDurable.class);
                }
            };
            waiter.startAndWaitUntilParked();
        }
        release.countDown();
        assertThat(first.outcome()).isNull();
        for (var waiter : pair) {
            assertThat(waiter.outcome()).isNull();
        }
        assertThat(flushes).hasValue(3);
    }

    @Test
    void even_an_error_in_a_flush_leaves_nobody_hanging() throws Exception {
        var durability = new GroupCommit(() -> {
            if (flushes.incrementAndGet() % 2 == 0) {
                throw new OutOfMemoryError("for this test");
            }
        });
        var outcomes = new ArrayList<Future<@Nullable Throwable>>();
        for (var i = 0; i < 200; i++) {
            outcomes.add(threads.submit(() -> outcomeOf(durability)));
        }
        for (var outcome : outcomes) {
            var problem = outcome.get(30, SECONDS);
            if (problem != null) {
                assertThat(problem).isInstanceOf(NotDurable.class);
            }
        }
    }

    @Test
    void an_interrupt_neither_lets_anybody_through_early_nor_is_it_lost() throws Exception {
        var release = new CountDownLatch(1);
        var durability = new GroupCommit(() -> {
            if (flushes.incrementAndGet() == 1) {
                release.await();
            }
        });
        var waiters = waitersBehindARunningFlush(durability, 3);
        var interrupted = waiters.getLast();
        interrupted.thread.interrupt();
        interrupted.awaitParked();
        assertThat(interrupted.thread.isAlive()).isTrue();
        release.countDown();
        assertThat(interrupted.outcome()).isNull();
        assertThat(interrupted.wasInterrupted).isTrue();
        assertThat(flushes).hasValue(2);
    }

    @Test
    void a_flush_runs_undisturbed_in_a_thread_that_was_interrupted() throws Exception {
        var seen = new AtomicReference<@Nullable Boolean>();
        var durability = new GroupCommit(() -> seen.set(Thread.currentThread().isInterrupted()));
        var outcome = threads.submit(() -> {
            Thread.currentThread().interrupt();
            durability.await();
            return Thread.interrupted();
        });
        assertThat(outcome.get(30, SECONDS)).as("still interrupted afterwards").isTrue();
        assertThat(seen.get()).as("interrupted while it writes files").isFalse();
    }

    /** One thread in the first flush, which the test holds up, and so many others behind it. */
    private static List<Waiter> waitersBehindARunningFlush(GroupCommit durability, int others) throws Exception {
        var waiters = new ArrayList<Waiter>();
        for (var i = 0; i < 1 + others; i++) {
            var waiter = new Waiter(durability);
            waiter.startAndWaitUntilParked();
            waiters.add(waiter);
        }
        return waiters;
    }

    private static @Nullable Throwable outcomeOf(GroupCommit durability) {
        try {
            durability.await();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private static final class Waiter {

        final Thread thread;
        Runnable afterwards = () -> {};
        volatile boolean wasInterrupted;
        private volatile @Nullable Throwable outcome;

        Waiter(GroupCommit durability) {
            thread = Thread.ofPlatform().daemon().unstarted(() -> {
                outcome = outcomeOf(durability);
                wasInterrupted = Thread.currentThread().isInterrupted();
                try {
                    afterwards.run();
                } catch (AssertionError e) {
                    outcome = e;
                }
            });
        }

        void startAndWaitUntilParked() throws InterruptedException {
            thread.start();
            awaitParked();
        }

        void awaitParked() throws InterruptedException {
            while (thread.getState() != Thread.State.WAITING) {
                assertThat(thread.getState()).isNotEqualTo(Thread.State.TERMINATED);
                Thread.sleep(1);
            }
        }

        @Nullable
        Throwable outcome() throws InterruptedException {
            thread.join();
            return outcome;
        }
    }
}
