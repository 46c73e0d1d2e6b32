package io.tickwire.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a change of a key takes while a node runs. Each key of the configuration belongs to exactly one class: that of the
 * longest name here that it begins with. The order is that in which the changes are made.
 */
public enum ReloadClass {
    LOG(List.of(), "log"),
    RISK(List.of("SignalExecutor"), "risk"),
    RISK_DAY(List.of("SignalExecutor", "WebSocketEdge"), "risk.dayZone"),
    EXECUTION(List.of("SignalExecutor", "MqttTopics", "WebSocketEdge"), "execution"),
    EXPERT_ADVISORS(List.of("SignalExecutor", "ZmqEdge", "WebSocketEdge"), "exec"),
    HISTORY(List.of("History"), "history"),
    LIMITS(List.of("SessionGuard", "ZmqEdge", "InferenceSocket", "WebSocketEdge"), "limits"),
    DOORS(List.of("WebSocketEdge"), "webhooks", "http.allowedOrigins", "http.compression"),
    INSTANCES(
            List.of(),
            "verticles.webSocketEdge.instances",
            "verticles.inferenceSocket.instances",
            "verticles.inference.instances",
            "verticles.mqttEdge.instances"),
    /** Ports, files, terminals, models: what is opened once. */
    RESTART(
            List.of(),
            "http",
            "ticks",
            "echo",
            "restCompat",
            "inference",
            "models",
            "mqtt",
            "zmqExec",
            "zmqPub",
            "zmqCurve",
            "execHttp",
            "auth",
            "terminals",
            "strategies",
            "backtests",
            "market",
            "storage",
            "verticles",
            "metrics");

    private final List<String> redeployed;
    private final List<String> names;

    ReloadClass(List<String> redeployed, String... names) {
        this.redeployed = redeployed;
        this.names = List.of(names);
    }

    /** Kinds of verticles that are replaced for it, in this order. */
    public List<String> redeployed() {
        return redeployed;
    }

    /** Keys and sections that are named. */
    public List<String> names() {
        return names;
    }

    /** The class of a key; empty when nobody thought of it. */
    public static Optional<ReloadClass> of(String key) {
        record Named(ReloadClass it, String name) {}
        return Stream.of(values())
                .flatMap(it -> it.names.stream().map(name -> new Named(it, name)))
                .filter(named -> covers(named.name(), key))
                .max(Comparator.comparingInt(named -> named.name().length()))
                .map(Named::it);
    }

    private static boolean covers(String name, String key) {
        return key.startsWith(name)
                && (key.length() == name.length()
                        || key.charAt(name.length()) == '.'
                        || key.charAt(name.length()) == '[');
    }

    /** Whether a change of the key can be applied while the node runs. */
    public static boolean isLive(String key) {
        return of(key).filter(it -> it != RESTART).isPresent();
    }
}
