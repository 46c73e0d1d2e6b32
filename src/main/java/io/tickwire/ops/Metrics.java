package io.tickwire.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Every metric of the platform, named in one place. Any thread. Label values come from closed sets or bounded caches,
 * so the number of series is bounded.
 */
public final class Metrics {
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(10_000),
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final Map<Stage, Timer> stages = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counter>> ticks = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Map<String, Counter>>> messages = new ConcurrentHashMap<>();
    private final Map<String, Counter> windows = new ConcurrentHashMap<>();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, DistributionSummary> batches = new ConcurrentHashMap<>();
    private final Map<String, Timer> execTimers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> levels = new ConcurrentHashMap<>();

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        for (Stage stage : Stage.values()) {
            stages.put(
                    stage,
                    Timer.builder("tickwire.stage")
                            .description("Time a tick or signal spends in a stage")
                            .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
    }

    /** The measured stages of a tick's and a signal's life. */
    public enum Stage {
        TICK_TERMINAL_TO_RECEIVED,
        TICK_RECEIVED_TO_PUBLISHED,
        TICK_PUBLISHED_TO_WRITTEN,
        SIGNAL_PERMIT,
        SIGNAL_RISK,
        SIGNAL_JOURNAL,
        SIGNAL_TERMINAL,
        SIGNAL_TOTAL,
        INFERENCE_WAIT,
        INFERENCE_RUN,
        INFERENCE_TOTAL,
        WINDOW_PARSE,
        WINDOW_ANSWER
    }

    /** Records a stage; negative durations (clock differences) count as zero. */
    public void stage(Stage stage, long nanos) {
        stages.get(stage).record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** One tick of a stream, {@code result} is {@code accepted} or the reject reason. */
    public void tick(String symbol, String result) {
        Map<String, Counter> results = ticks.computeIfAbsent(symbol, key -> new ConcurrentHashMap<>());
        Counter counter = results.get(result);
        if (counter == null) {
            counter = results.computeIfAbsent(
                    result, key -> registry.counter("tickwire.ticks", "symbol", symbol, "result", result));
        }
        counter.increment();
    }

    /** One message from a client. {@code type} must come from a closed set. */
    public void message(String profile, String type, String outcome) {
        // On the way of every message: no key is built.
        messages.computeIfAbsent(profile, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(type, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        outcome,
                        key -> registry.counter(
                                "tickwire.messages", "profile", profile, "type", type, "outcome", outcome))
                .increment();
    }

    /** One signal answered. {@code code} is the error code, or {@code none}. */
    public void signal(String outcome, String code) {
        count("tickwire.signals", "outcome", outcome, "code", code);
    }

    /** One window answered. {@code outcome} must come from a closed set. */
    public void window(String outcome) {
        // On the way of every window: no key is built.
        Counter counter = windows.get(outcome);
        if (counter == null) {
            counter = windows.computeIfAbsent(outcome, key -> registry.counter("tickwire.windows", "outcome", outcome));
        }
        counter.increment();
    }

    /** One session ended with this close code. */
    public void sessionClosed(String profile, int closeCode) {
        count("tickwire.sessions.closed", "profile", profile, "code", Integer.toString(closeCode));
    }

    /** One connection or permit refused. */
    public void refused(String what, String reason) {
        count("tickwire.refused", "what", what, "reason", reason);
    }

    /** One credential looked at; {@code outcome} is {@code accepted} or why not, from a closed set. */
    public void authenticated(String credential, String outcome) {
        count("tickwire.auth", "credential", credential, "outcome", outcome);
    }

    /** An event that the audit log does not have. */
    public void auditLost() {
        counters.computeIfAbsent("audit.lost", key -> registry.counter("tickwire.audit.lost"))
                .increment();
    }

    /** Ticks replaced by newer ones for a client that could not take them. */
    public void conflated(long ticks) {
        counters.computeIfAbsent("conflated", key -> registry.counter("tickwire.ticks.conflated"))
                .increment(ticks);
    }

    /** A verticle was restarted. */
    public void restarted(String verticle) {
        count("tickwire.verticle.restarts", "verticle", verticle, "reason", "fault");
    }

    /** One commit of the journal, with so many writes. */
    public void journaled(int writes) {
        counters.computeIfAbsent("journal.commits", key -> registry.counter("tickwire.journal.commits"))
                .increment();
        counters.computeIfAbsent("journal.writes", key -> registry.counter("tickwire.journal.writes"))
                .increment(writes);
    }

    /** Memory outside the heap that network buffers hold, read when metrics are scraped. */
    public void directMemory(Supplier<Number> bytes) {
        Gauge.builder("tickwire.direct.memory", bytes)
                .description("Memory outside the heap that network buffers hold")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    /**
     * A number of sessions that is read when metrics are scraped.
     *
     * @return takes it out again
     */
    public Runnable sessions(String profile, String instance, Supplier<Number> open) {
        Gauge gauge = Gauge.builder("tickwire.sessions", open)
                .description("Open sessions")
                .tags("profile", profile, "instance", instance)
                .strongReference(true)
                .register(registry);
        return () -> registry.remove(gauge);
    }

    /**
     * How an account stands, told each second by its executor.
     *
     * @param circuit to the terminal: 0 closed, 1 half open, 2 open
     * @param trading 0 active, 1 reducing, 2 halted
     * @param doubts signals in doubt
     */
    public void account(String account, int circuit, int trading, int doubts) {
        level("tickwire.circuit", account, circuit);
        level("tickwire.trading.state", account, trading);
        level("tickwire.signals.in.doubt", account, doubts);
    }

    private void level(String name, String account, int value) {
        levels.computeIfAbsent(
                        name + '|' + account,
                        key -> registry.gauge(name, Tags.of("account", account), new AtomicInteger()))
                .set(value);
    }

    /** How late an event loop ran a task. */
    public void eventLoopLag(String verticle, long nanos) {
        Timer.builder("tickwire.eventloop.lag")
                .description("How late a verticle's event loop ran a timer")
                .tag("verticle", verticle)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** The greatest lateness of a verticle's event loops lately, milliseconds; 0 where none was measured. */
    public double lagMs(String verticle) {
        Timer timer = registry.find("tickwire.eventloop.lag")
                .tag("verticle", verticle)
                .timer();
        return timer == null ? 0 : timer.max(TimeUnit.MILLISECONDS);
    }

    /** One run of a model, with so many rows. */
    public void batch(String model, int rows, long nanos) {
        stage(Stage.INFERENCE_RUN, nanos);
        batches.computeIfAbsent(model, key -> DistributionSummary.builder("tickwire.inference.batch")
                        .description("Rows of a run of a model")
                        .tag("model", key)
                        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                        .register(registry))
                .record(rows);
    }

    /** One question to a model answered; {@code outcome} is the decision or the reason of a refusal, in lower case. */
    public void predicted(String model, String outcome) {
        count("tickwire.inference", "model", model, "outcome", outcome);
    }

    /** One question that a version on trial was asked too: {@code agree}, {@code differ} or {@code skipped}. */
    public void shadow(String model, String version, String result) {
        counters.computeIfAbsent(
                        "shadow|" + model + '|' + version + '|' + result,
                        key -> registry.counter(
                                "tickwire.inference.shadow", "model", model, "version", version, "result", result))
                .increment();
    }

    /** A model's engine was closed: it was swapped, taken off, or the node ends. */
    public void engineClosed() {
        counters.computeIfAbsent("engines.closed", key -> registry.counter("tickwire.engines.closed"))
                .increment();
    }

    /**
     * Questions that wait for a worker, read when metrics are scraped.
     *
     * @return takes it out again
     */
    public Runnable inferenceQueue(String instance, Supplier<Number> waiting) {
        Gauge gauge = Gauge.builder("tickwire.inference.queue", waiting)
                .description("Questions that wait for a run of a model")
                .tags("instance", instance)
                .strongReference(true)
                .register(registry);
        return () -> registry.remove(gauge);
    }

    /** A decision that the decision log does not have. */
    public void decisionLost() {
        counters.computeIfAbsent("decisions.lost", key -> registry.counter("tickwire.decisions.lost"))
                .increment();
    }

    /**
     * One message of an Expert Advisor answered; {@code type} must come from a closed set.
     *
     * @param late whether it took longer than it should
     */
    public void exec(String type, long nanos, boolean late) {
        execTimers
                .computeIfAbsent(type, key -> Timer.builder("tickwire.exec")
                        .description("Time from a message of an Expert Advisor to its answer")
                        .tag("type", key)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry))
                .record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        if (late) {
            counters.computeIfAbsent("exec.late|" + type, key -> registry.counter("tickwire.exec.late", "type", type))
                    .increment();
        }
    }

    /** A message of an Expert Advisor that the journal does not have. */
    public void execUnjournaled(String type) {
        counters.computeIfAbsent(
                        "exec.unjournaled|" + type, key -> registry.counter("tickwire.exec.unjournaled", "type", type))
                .increment();
    }

    /** Something that a ZeroMQ peer did not get: {@code reply}, {@code tick} or {@code queue}. */
    public void zmqDropped(String what, long count) {
        counters.computeIfAbsent("zmq.dropped|" + what, key -> registry.counter("tickwire.zmq.dropped", "what", what))
                .increment(count);
    }

    private void count(String name, String key1, String value1, String key2, String value2) {
        counters.computeIfAbsent(
                        name + '|' + value1 + '|' + value2, key -> registry.counter(name, key1, value1, key2, value2))
                .increment();
    }
}
