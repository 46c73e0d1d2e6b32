package io.tickwire.strategy.host;

import io.tickwire.ops.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a version, with what waits for it. A strategy that blocks keeps nobody but itself waiting. Any thread
 * may post; tasks run one after the other, in the order of one poster.
 */
final class StrategyThread {
    private static final Logger LOG = LoggerFactory.getLogger(StrategyThread.class);

    private final BlockingQueue<Runnable> tasks;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile long busySinceNanos;
    private volatile boolean busy;

    /** @param most tasks that may wait */
    StrategyThread(String name, int most, ClassLoader classes, Clock clock) {
        this.tasks = new ArrayBlockingQueue<>(most);
        this.clock = clock;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(classes);
    }

    void start() {
        thread.start();
    }

    /** Whether there was room for it. */
    boolean post(Runnable task) {
        return tasks.offer(task);
    }

    int waiting() {
        return tasks.size();
    }

    /** How long the present task takes so far; 0 when it waits for one. */
    long busyNanos() {
        return busy ? Math.max(1, clock.nanos() - busySinceNanos) : 0;
    }

    /** Wakes it from whatever it waits for. */
    void interrupt() {
        thread.interrupt();
    }

    /** Ends it after what it does now; what still waits is dropped. */
    void stop() {
        stopping = true;
        thread.interrupt();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** What it is doing, for a person who wants to know why it does not go on. */
    String where() {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length == 0 ? "" : stack[0].toString();
    }

    private void run() {
        while (!stopping) {
            try {
                Runnable task = tasks.take();
                busySinceNanos = clock.nanos();
                busy = true;
                task.run();
            } catch (InterruptedException wakened) {
                // It is over, or the interruption was meant for a task that has just ended.
            } catch (RuntimeException | Error fault) {
                LOG.error("{}: uncaught", thread.getName(), fault);
            } finally {
                busy = false;
                Thread.interrupted();
            }
        }
    }
}
