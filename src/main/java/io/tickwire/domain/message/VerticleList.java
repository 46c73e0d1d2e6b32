package io.tickwire.domain.message;

import java.util.List;

/** What runs on a node, and the health that its parts reported. */
public record VerticleList(List<Entry> verticles, List<HealthReport> health) {

    /**
     * One kind of verticle.
     *
     * @param addresses bus addresses it serves or publishes to
     * @param instances running now
     * @param restarts since the start of the node
     */
    public record Entry(String name, int instances, int restarts, String state, List<String> addresses) {}
}
