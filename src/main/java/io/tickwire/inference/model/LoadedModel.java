package io.tickwire.inference.model;

import io.tickwire.domain.Decision;
import io.tickwire.inference.model.DecisionRule.Decided;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Graph.Lane;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that is ready to answer, counted by those who use it: its engine is closed when the shelf has let go of it and
 * the last run is done, because an engine that is closed in a run ends the process. Any thread.
 */
public final class LoadedModel {
    private static final double[] NOTHING = {};

    private final Manifest manifest;
    private final Graph graph;
    private final WindowEncoder encoder;
    private final DecisionRule rule;
    private final int decisionOutput;
    private final int decisionSize;
    private final int forecastOutput;
    private final long validUntilMs;
    private final int maxBatch;
    private final Runnable onClosed;
    private final AtomicInteger users = new AtomicInteger(1);
    private final Queue<Lane> lanes = new ConcurrentLinkedQueue<>();

    /**
     * The first user is who builds it.
     *
     * @param maxBatch rows of a run at most, whatever the manifest says
     * @param onClosed told once its engine is closed
     * @throws UnusableModelException when the graph has not what the manifest says
     */
    public LoadedModel(Manifest manifest, Graph graph, int maxBatch, Runnable onClosed) throws UnusableModelException {
        this.manifest = manifest;
        this.graph = graph;
        this.encoder = new WindowEncoder(manifest);
        this.rule = new DecisionRule(manifest.decision());
        this.maxBatch = Math.min(maxBatch, manifest.maxBatch());
        this.onClosed = onClosed;
        this.validUntilMs = manifest.validUntil().isEmpty()
                ? Long.MAX_VALUE
                : Instant.parse(manifest.validUntil()).toEpochMilli();
        boolean decides = manifest.decision().rule() != Manifest.DecisionSpec.Rule.NONE;
        this.decisionOutput = decides ? output(manifest.decision().output(), "$.decision.output") : -1;
        this.decisionSize = decides ? graph.outputs().get(decisionOutput).rowSize() : 0;
        this.forecastOutput = manifest.horizon() == 0 ? -1 : output("forecast", "$.outputs.forecast");
        if (forecastOutput >= 0 && graph.outputs().get(forecastOutput).rowSize() != manifest.horizon()) {
            throw new UnusableModelException(
                    "$.horizon says " + manifest.horizon() + " values, the forecast of model.onnx has "
                            + graph.outputs().get(forecastOutput).rowSize());
        }
        boolean classes = manifest.decision().rule() == Manifest.DecisionSpec.Rule.ARGMAX;
        if (classes && decisionSize != manifest.decision().classes().size()) {
            throw new UnusableModelException("$.decision.classes names "
                    + manifest.decision().classes().size() + " classes, the output has " + decisionSize);
        }
    }

    private int output(String role, String path) throws UnusableModelException {
        String name = manifest.outputs().getOrDefault(role, role);
        for (int i = 0; i < graph.outputs().size(); i++) {
            if (graph.outputs().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new UnusableModelException(path + ": model.onnx has no output '" + name + "', but "
                + graph.outputs().stream().map(Graph.Output::name).toList());
    }

    public Manifest manifest() {
        return manifest;
    }

    public String name() {
        return manifest.name();
    }

    public String version() {
        return manifest.version();
    }

    public Graph graph() {
        return graph;
    }

    public WindowEncoder encoder() {
        return encoder;
    }

    /** Rows of a run at most. */
    public int maxBatch() {
        return maxBatch;
    }

    public boolean isExpired(long nowMs) {
        return nowMs >= validUntilMs;
    }

    /** Uses it until {@link #release}; false when it is gone already. */
    public boolean retain() {
        int now = users.get();
        while (now > 0) {
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
            now = users.get();
        }
        return false;
    }

    /** Ends a use, one for each {@link #retain}, and one of who built it. */
    public void release() {
        int left = users.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException(name() + " " + version() + " was released more often than it was retained");
        }
        if (left == 0) {
            lanes.forEach(Lane::close);
            graph.close();
            onClosed.run();
        }
    }

    /** A place to run it, for who uses it; give it back. */
    public Lane borrow() throws GraphException {
        Lane idle = lanes.poll();
        return idle == null ? graph.lane(maxBatch) : idle;
    }

    public void giveBack(Lane lane) {
        lanes.add(lane);
    }

    /** What the last run of a lane says about one of its rows. */
    public Verdict verdict(Lane lane, int at, Row row) {
        double[] values = new double[decisionSize];
        if (decisionOutput >= 0) {
            lane.get(decisionOutput, at, values);
        }
        double[] forecast = NOTHING;
        if (forecastOutput >= 0) {
            forecast = new double[manifest.horizon()];
            lane.get(forecastOutput, at, forecast);
            row.scale().undo(forecast);
        }
        Decided decided = rule.decide(values, forecast, row.last());
        boolean sound = Double.isFinite(decided.margin());
        for (double value : forecast) {
            sound &= Double.isFinite(value);
        }
        return new Verdict(sound, decided.decision(), decided.margin(), forecast);
    }

    /**
     * What a model says about a row.
     *
     * @param sound whether every number of it is one; what is not sound is no answer
     */
    public record Verdict(boolean sound, Decision decision, double margin, double[] forecast) {}
}
