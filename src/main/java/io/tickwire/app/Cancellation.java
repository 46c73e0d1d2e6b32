package io.tickwire.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Whether somebody pressed Ctrl-C. Any thread. */
final class Cancellation implements BooleanSupplier {
    private static final long ENDING_SECONDS = 5;

    private volatile boolean cancelled;

    @Override
    public boolean getAsBoolean() {
        return cancelled;
    }

    /** What runs now can be interrupted until it is closed. */
    Watch onInterrupt(Runnable tell) {
        return new Watch(this, tell);
    }

    /** Waits at the end of the process until what runs has seen that it is cancelled. */
    static final class Watch implements AutoCloseable {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread hook;
        private volatile boolean done;

        private Watch(Cancellation cancellation, Runnable tell) {
            hook = new Thread(() -> {
                cancellation.cancelled = true;
                try {
                    ended.await(ENDING_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException impatient) {
                    Thread.currentThread().interrupt();
                }
                if (!done) {
                    tell.run();
                }
            });
            Runtime.getRuntime().addShutdownHook(hook);
        }

        /** It came to its end before anybody could interrupt it. */
        void done() {
            done = true;
        }

        @Override
        public void close() {
            ended.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAlready) {
                // The hook runs: it was waiting for this.
            }
        }
    }
}
