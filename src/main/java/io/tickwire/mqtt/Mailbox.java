package io.tickwire.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what is behind it one thread at a time: tasks run one after the other, in the order of each sender, wherever the
 * owner is. The owner may change; what was handed in before runs with the new one. Any thread may hand in.
 */
public final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    /** So that an event loop comes to its sockets in between. */
    private static final int TURN = 256;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private final Runnable turnEnds;
    private volatile Owner owner;
    private boolean inside;
    private boolean endDue;

    /** Who runs the tasks. */
    public interface Owner extends Executor {
        /** Whether the calling thread is the one that {@link #execute} runs tasks on. */
        boolean isHere();
    }

    /** @param turnEnds runs after the tasks of a turn, on the same thread */
    public Mailbox(Runnable turnEnds) {
        this.turnEnds = turnEnds;
    }

    /** The first owner, or the next one after there was none. */
    public void belongsTo(Owner first) {
        owner = first;
        schedule();
    }

    /** What is handed in from now on runs with this one; null: it waits. Never at once: no two may be at it. */
    public void moveTo(Owner next) {
        waiting.add(() -> owner = next);
        schedule();
    }

    /**
     * Runs a task soon. On the owner's own thread, with nothing before it, that is now: what a turn of its event loop
     * brings in is answered together when it ends.
     */
    public void execute(Runnable task) {
        Owner now = owner;
        if (now != null && now.isHere() && !inside && !due.get() && waiting.isEmpty()) {
            run(task);
            endLater(now);
        } else {
            waiting.add(task);
            schedule();
        }
    }

    private void endLater(Owner now) {
        if (!endDue) {
            endDue = true;
            now.execute(() -> {
                if (owner == now) {
                    end();
                } else {
                    // It has moved in between: whoever has it now ends the turn.
                    execute(this::end);
                }
            });
        }
    }

    private void end() {
        endDue = false;
        run(turnEnds);
    }

    private void schedule() {
        Owner now = owner;
        if (now != null && due.compareAndSet(false, true)) {
            now.execute(() -> drain(now));
        }
    }

    private void drain(Owner mine) {
        int done = 0;
        Runnable task;
        while (done < TURN && owner == mine && (task = waiting.poll()) != null) {
            run(task);
            done++;
        }
        boolean moved = owner != mine;
        if (!moved) {
            run(turnEnds);
        }
        due.set(false);
        if (moved || !waiting.isEmpty()) {
            schedule();
        }
    }

    private void run(Runnable task) {
        inside = true;
        try {
            task.run();
        } catch (RuntimeException fault) {
            // One client's fault takes nothing from the others.
            LOG.error("MQTT: a task failed", fault);
        } finally {
            inside = false;
        }
    }
}
