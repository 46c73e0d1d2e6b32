package io.tickwire.ops;

import java.util.Map;
import java.util.Objects;

/**
 * What may be done with a kind of verticle while its node runs.
 *
 * @param maxInstances that may run at once
 * @param order who goes first when it is replaced
 * @param without what does not work while none of it runs; empty = it is not known here
 * @param vital whether others cannot do without it, so that it goes only by force
 */
public record UnitPolicy(int maxInstances, Order order, String without, boolean vital) {
    private static final int MANY = 256;

    /** Who goes first. */
    public enum Order {
        /** The new instances serve before the old ones go: doors that share their ports. */
        NEW_FIRST,
        /** The old one lets go of what there is only one of, and the new one takes it. */
        OLD_FIRST
    }

    /** For a kind that is not named here. */
    private static final UnitPolicy OTHER = new UnitPolicy(1, Order.OLD_FIRST, "", false);

    private static final Map<String, UnitPolicy> KINDS = Map.ofEntries(
            Map.entry("WebSocketEdge", many("no WebSocket client, browser or REST caller gets in", true)),
            Map.entry("InferenceSocket", many("nobody gets answers on the inference port", false)),
            Map.entry("Inference", many("no model answers", false)),
            Map.entry("MqttEdge", many("no MQTT client gets in; sessions and retained messages stay", false)),
            Map.entry("MqttTopics", one("MQTT clients get no ticks, bars, account events and outcomes", false)),
            Map.entry("MqttBridge", one("nothing is exchanged with that broker", false)),
            Map.entry("ZmqEdge", one("ZeroMQ peers get no ticks and no answers", false)),
            Map.entry("TickPoller", one("there are no prices of this terminal, and no order is priced", true)),
            Map.entry("SignalExecutor", one("nothing is traded on this account, positions are not watched", true)),
            Map.entry("SessionGuard", one("nobody new gets in and no order gets a permit", true)),
            Map.entry("JournalWriter", one("every order is refused", true)),
            Map.entry("History", one("ticks and bars are not stored, and only recent ones are shown", false)),
            Map.entry("StrategyKeeper", one("no strategy runs, and none is taken anew", false)),
            Map.entry("ModelKeeper", one("models stay as they are: none is loaded, swapped or listed", false)));

    public UnitPolicy {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(without, "without");
        if (maxInstances < 1) {
            throw new IllegalArgumentException("maxInstances " + maxInstances);
        }
    }

    private static UnitPolicy many(String without, boolean vital) {
        return new UnitPolicy(MANY, Order.NEW_FIRST, without, vital);
    }

    private static UnitPolicy one(String without, boolean vital) {
        return new UnitPolicy(1, Order.OLD_FIRST, without, vital);
    }

    /** The policy of a kind; of one that is not known, the careful one. */
    public static UnitPolicy of(String kind) {
        return KINDS.getOrDefault(kind, OTHER);
    }

    /** Every kind with its policy, for the document that lists them. */
    public static Map<String, UnitPolicy> kinds() {
        return KINDS;
    }
}
