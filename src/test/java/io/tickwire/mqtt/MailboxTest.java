package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.mqtt.Mailbox.Owner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class MailboxTest {
    private final List<String> done = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(() -> done.add("end"));

    /** Runs what it is given when the test says so. */
    private static final class Loop implements Owner {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean here;

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public boolean isHere() {
            return here;
        }

        void turn() {
            here = true;
            for (int i = tasks.size(); i > 0; i--) {
                tasks.poll().run();
            }
            here = false;
        }

        void within(Runnable task) {
            here = true;
            task.run();
            here = false;
        }
    }

    @Test
    void waitsForAnOwner() {
        Loop loop = new Loop();
        mailbox.execute(() -> done.add("a"));
        assertEquals(List.of(), done);
        mailbox.belongsTo(loop);
        loop.turn();
        assertEquals(List.of("a", "end"), done);
    }

    @Test
    void onItsOwnersThreadATaskRunsAtOnceAndTheTurnEndsOnce() {
        Loop loop = new Loop();
        mailbox.belongsTo(loop);
        loop.turn();
        done.clear();
        loop.within(() -> {
            mailbox.execute(() -> done.add("a"));
            mailbox.execute(() -> done.add("b"));
        });
        assertEquals(List.of("a", "b"), done);
        loop.turn();
        assertEquals(List.of("a", "b", "end"), done);
    }

    @Test
    void aTaskThatHandsInAnotherIsDoneFirst() {
        Loop loop = new Loop();
        mailbox.belongsTo(loop);
        loop.turn();
        done.clear();
        loop.within(() -> mailbox.execute(() -> {
            mailbox.execute(() -> done.add("inner"));
            done.add("outer");
        }));
        loop.turn();
        assertEquals(
                List.of("outer", "inner"),
                done.stream().filter(each -> !each.equals("end")).toList());
    }

    @Test
    void aTaskThatFailsTakesNothingFromTheOthers() {
        Loop loop = new Loop();
        mailbox.belongsTo(loop);
        mailbox.execute(() -> {
            throw new IllegalStateException("a fault, as the test wants it");
        });
        mailbox.execute(() -> done.add("b"));
        loop.turn();
        assertEquals(List.of("b", "end"), done);
    }

    @Test
    void movesBetweenTwoTasksAndWaitsWhileThereIsNobody() {
        Loop one = new Loop();
        Loop two = new Loop();
        mailbox.belongsTo(one);
        one.turn();
        done.clear();
        mailbox.execute(() -> done.add("a"));
        mailbox.moveTo(two);
        mailbox.execute(() -> done.add("b"));
        mailbox.moveTo(null);
        mailbox.execute(() -> done.add("c"));
        one.turn();
        assertEquals(List.of("a"), done);
        two.turn();
        assertEquals(List.of("a", "b"), done);
        one.turn();
        two.turn();
        assertEquals(List.of("a", "b"), done);
        mailbox.belongsTo(one);
        one.turn();
        assertEquals(List.of("a", "b", "c", "end"), done);
    }

    @Test
    void aTurnThatWasBegunBeforeItMovedEndsWithTheNextOwner() {
        Loop one = new Loop();
        Loop two = new Loop();
        mailbox.belongsTo(one);
        one.turn();
        done.clear();
        one.within(() -> mailbox.execute(() -> done.add("a")));
        mailbox.moveTo(two);
        // The end of the turn was asked for first, the move is what the loop comes to next.
        Runnable end = one.tasks.poll();
        one.turn();
        one.tasks.add(end);
        one.turn();
        assertEquals(List.of("a"), done);
        two.turn();
        assertTrue(done.contains("end"));
    }

    @Test
    void isOneThreadAtATimeInTheOrderOfEachSenderWhoeverSendsAndWhereverItMoves() throws Exception {
        int senders = 4;
        int each = 20_000;
        ThreadOwner[] owners = {new ThreadOwner(), new ThreadOwner()};
        AtomicInteger inside = new AtomicInteger();
        List<String> faults = new ArrayList<>();
        int[] last = new int[senders];
        CountDownLatch all = new CountDownLatch(senders * each);
        Mailbox shared = new Mailbox(() -> {});
        shared.belongsTo(owners[0]);
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < senders; s++) {
            int sender = s;
            threads.add(new Thread(() -> {
                for (int i = 1; i <= each; i++) {
                    int number = i;
                    shared.execute(() -> {
                        // Plain fields on purpose: what one owner wrote the next one has to see.
                        if (inside.getAndIncrement() != 0 || last[sender] != number - 1) {
                            faults.add(sender + ":" + number);
                        }
                        last[sender] = number;
                        inside.decrementAndGet();
                        all.countDown();
                    });
                    if (i % 500 == 0) {
                        shared.moveTo(owners[i / 500 % 2]);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        // Owners send to themselves too.
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(all.await(20, TimeUnit.SECONDS));
        for (ThreadOwner owner : owners) {
            owner.close();
        }
        assertEquals(List.of(), faults);
    }

    /** A thread of its own. */
    private static final class ThreadOwner implements Owner {
        private final ExecutorService executor = Executors.newSingleThreadExecutor();
        private final ThreadLocal<Boolean> here = ThreadLocal.withInitial(() -> false);

        @Override
        public void execute(Runnable task) {
            executor.execute(() -> {
                here.set(true);
                task.run();
            });
        }

        @Override
        public boolean isHere() {
            return here.get();
        }

        void close() {
            executor.shutdown();
        }
    }
}
