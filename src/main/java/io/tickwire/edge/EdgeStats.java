package io.tickwire.edge;

import java.util.concurrent.atomic.LongAdder;

/** Counters that heartbeats tell clients, shared by all edges of a node. Any thread. */
public final class EdgeStats {
    private final LongAdder open = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void opened() {
        open.increment();
        total.increment();
    }

    void closed() {
        open.decrement();
    }

    void message() {
        messages.increment();
    }

    public void succeeded() {
        succeeded.increment();
    }

    public void failed() {
        failed.increment();
    }

    int openConnections() {
        return open.intValue();
    }

    long totalConnections() {
        return total.sum();
    }

    long messages() {
        return messages.sum();
    }

    long succeededOperations() {
        return succeeded.sum();
    }

    long failedOperations() {
        return failed.sum();
    }
}
