package io.tickwire.domain.message;

import java.util.List;

/** What runs on a node, and the health that its parts reported. */
public record VerticleList(List<Entry> verticles, List<HealthReport> health) {

    /**
     * One kind of verticle.
     *
     * @param instances running now
     * @param wanted instances that shall run
     * @param maxInstances that may run
     * @param replaced {@code new_first} or {@code old_first}: who goes first when it is redeployed
     * @param restarts after faults, since the start of the node
     * @param redeploys by command, since the start of the node
     * @param sinceMsc when it came into this state, epoch milliseconds UTC
     * @param lastError of its latest fault or failed start; empty = none
     * @param lagMs greatest lateness of its event loop lately, milliseconds
     * @param addresses bus addresses it serves or publishes to
     */
    public record Entry(
            String name,
            String state,
            int instances,
            int wanted,
            int maxInstances,
            String replaced,
            int restarts,
            int redeploys,
            long sinceMsc,
            String lastError,
            double lagMs,
            List<String> addresses) {}
}
