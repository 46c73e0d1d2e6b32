package io.tickwire.edge;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * The present turn of an edge's event loop. What is to be done once when it ends is said here: so all that a turn has for
 * a socket leaves in one write. Owner: the edge's context.
 */
public final class Turn {
    private final Vertx vertx;
    private final List<Runnable> due = new ArrayList<>();

    public Turn(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs this when the turn ends; whoever asks takes care to ask once. What it asks for in turn runs then too. */
    public void atEnd(Runnable work) {
        if (due.isEmpty()) {
            vertx.getOrCreateContext().runOnContext(v -> end());
        }
        due.add(work);
    }

    private void end() {
        int done = 0;
        try {
            while (done < due.size()) {
                due.get(done++).run();
            }
        } finally {
            // One that failed takes nothing from the others.
            due.subList(0, done).clear();
            if (!due.isEmpty()) {
                vertx.getOrCreateContext().runOnContext(v -> end());
            }
        }
    }
}
