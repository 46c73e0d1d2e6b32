package io.tickwire.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Settings checked against each other: what is right alone can contradict something else. */
final class ConfigRules {
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final Pattern URL = Pattern.compile("wss?://[^\\s/:]+(:[0-9]{1,5})?(/\\S*)?");

    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int MAX_PORT = 65_535;

    private final List<ConfigProblem> problems = new ArrayList<>();

    static List<ConfigProblem> check(TickwireConfig config) {
        ConfigRules rules = new ConfigRules();
        rules.listeners(config);
        rules.problems.addAll(AccessRules.check(config));
        rules.limits(config.limits());
        rules.problems.addAll(TerminalRules.check(
                config.terminals(), config.execution(), config.auth().enabled()));
        rules.execution(config);
        rules.zone("$.market.barZone", config.market().barZone());
        rules.risk(config.risk());
        rules.problems.addAll(MqttRules.check(config.mqtt()));
        rules.problems.addAll(WebhookRules.check(config));
        rules.problems.addAll(ZmqRules.check(config));
        rules.supervisor(config.verticles().supervisor());
        rules.log(config.log());
        return rules.problems;
    }

    private void log(LogConfig log) {
        if (!log.level().isEmpty()) {
            level("$.log.level", log.level());
        }
        log.levels().forEach((name, level) -> level("$.log.levels." + name, level));
    }

    private void level(String path, String level) {
        if (!LEVELS.contains(level)) {
            problem(path, "'" + level + "' is not a level", "one of " + String.join(", ", LEVELS));
        }
    }

    static List<ConfigProblem> check(TerminalProcessConfig config) {
        ConfigRules rules = new ConfigRules();
        rules.url(config.url());
        rules.problems.addAll(TerminalRules.check("$.simulated", config.simulated()));
        if (config.backoff().compareTo(config.maxBackoff()) > 0) {
            rules.problem("$.backoff", "is longer than maxBackoff", "shorten it");
        }
        return rules.problems;
    }

    private void url(String url) {
        if (!URL.matcher(url).matches()) {
            problem("$.url", "'" + url + "' is not a WebSocket URL", "for example ws://127.0.0.1:8001/terminal/ws");
        }
    }

    private void listeners(TickwireConfig config) {
        Map<Integer, String> taken = new HashMap<>();
        for (Listener listener : config.listeners()) {
            port(taken, "$." + listener.name() + ".port", listener.enabled(), listener.port());
        }
        if (config.listeners().stream().noneMatch(Listener::enabled)) {
            problem("$.http.enabled", "every listener is off, nobody could connect", "switch on http or ticks");
        }
        InferenceConfig inference = config.inference();
        model("$.inference.defaultModel", inference.defaultModel());
        inference.ports().forEach((port, model) -> {
            String path = "$.inference.ports." + port;
            if (PORT.matcher(port).matches() && Integer.parseInt(port) <= MAX_PORT) {
                port(taken, path, inference.enabled(), Integer.parseInt(port));
            } else {
                problem(path, "'" + port + "' is not a port", "for example {\"8990\": \"eurusd-h4\"}");
            }
            model(path, model);
        });
    }

    private void model(String path, String name) {
        if (!InferenceConfig.isModelName(name)) {
            problem(path, "'" + name + "' cannot be the name of a model", "letters, digits, '.', '_' and '-'");
        }
    }

    private void port(Map<Integer, String> taken, String path, boolean enabled, int port) {
        String other = enabled && port != 0 ? taken.putIfAbsent(port, path) : null;
        if (other != null) {
            problem(path, "is the same as " + other + " (" + port + ")", "give each listener its own port");
        }
    }

    private void limits(LimitsConfig limits) {
        if (limits.maxConnectionsPerIp() > limits.maxConnections()) {
            problem(
                    "$.limits.maxConnectionsPerIp",
                    "is above $.limits.maxConnections (" + limits.maxConnections() + ")",
                    "lower it");
        }
        if (limits.heartbeat().compareTo(limits.idleTimeout()) >= 0) {
            problem(
                    "$.limits.heartbeat",
                    "must be shorter than $.limits.idleTimeout, or living peers are closed as idle",
                    "half of the idle timeout is a good value");
        }
    }

    private void execution(TickwireConfig config) {
        ExecutionConfig execution = config.execution();
        if (execution.minVolume() > execution.maxVolume()) {
            problem(
                    "$.execution.minVolume",
                    "is above $.execution.maxVolume (" + execution.maxVolume() + ")",
                    "lower it");
        }
        if (execution.proofAfter().compareTo(execution.orderTimeout()) <= 0) {
            problem(
                    "$.execution.proofAfter",
                    "is not above $.execution.orderTimeout ("
                            + execution.orderTimeout().toMillis()
                            + " ms): an order that may still arrive must not be proven absent",
                    "raise it to three times the order time-out");
        }
        boolean known = execution.defaultAccount().isEmpty()
                || config.terminals().stream().anyMatch(t -> t.id().equals(execution.defaultAccount()));
        if (!known) {
            problem(
                    "$.execution.defaultAccount",
                    "no terminal is called '" + execution.defaultAccount() + "'",
                    "known: "
                            + config.terminals().stream()
                                    .map(TerminalConfig::id)
                                    .toList());
        }
    }

    private void zone(String path, String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            problem(path, "unknown time zone '" + zone + "'", "for example UTC or Europe/Athens");
        }
    }

    private void risk(RiskConfig risk) {
        if (risk.dailyLossPercent() > 0 && risk.dailyLossBufferPercent() >= risk.dailyLossPercent()) {
            problem(
                    "$.risk.dailyLossBufferPercent",
                    "leaves nothing of $.risk.dailyLossPercent (" + risk.dailyLossPercent() + ")",
                    "lower it");
        }
        if (risk.scalingEquity() > risk.guardianEquity()) {
            problem(
                    "$.risk.scalingEquity",
                    "is above $.risk.guardianEquity (" + risk.guardianEquity() + ")",
                    "lower it");
        }
        try {
            ZoneId.of(risk.dayZone());
        } catch (DateTimeException e) {
            problem("$.risk.dayZone", "unknown time zone '" + risk.dayZone() + "'", "for example Europe/Athens");
            return;
        }
        for (String text : risk.hours()) {
            check("$.risk.hours", () -> TradingSessions.parse(text), "for example \"MON-FRI 08:00-22:00\"");
        }
        for (int i = 0; i < risk.news().size(); i++) {
            RiskConfig.NewsWindow window = risk.news().get(i);
            check(
                    "$.risk.news[" + i + "]",
                    () -> Instant.parse(window.from()).isBefore(Instant.parse(window.to())),
                    "write ISO-8601 UTC, for example 2026-12-04T13:15:00Z");
        }
    }

    private void check(String path, Supplier<?> attempt, String fix) {
        try {
            if (Boolean.FALSE.equals(attempt.get())) {
                problem(path, "ends before it begins", "swap from and to");
            }
        } catch (DateTimeException | IllegalArgumentException wrong) {
            problem(path, String.valueOf(wrong.getMessage()), fix);
        }
    }

    private void supervisor(SupervisorConfig supervisor) {
        if (supervisor.backoff().compareTo(supervisor.maxBackoff()) > 0) {
            problem("$.verticles.supervisor.backoff", "is longer than maxBackoff", "shorten it");
        }
    }

    private void problem(String path, String message, String fix) {
        problems.add(new ConfigProblem(path, message, fix));
    }
}
