package io.tickwire.inference.train;

import ai.onnxruntime.OrtException;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.ops.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Gradient descent with early stopping. The same seed, data, machine and number of threads give the same weights.
 * Blocks; one call of {@link #train} at a time.
 */
public final class Trainer {
    private final NBeats network;
    private final TrainingPlan plan;
    private final Clock clock;
    private final Progress progress;

    public Trainer(NBeats network, TrainingPlan plan, Clock clock, Progress progress) {
        this.network = network;
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * @param train what weights are learned from
     * @param validation what decides which weights are kept; disjoint from {@code train}
     * @throws OrtException when ONNX Runtime fails
     * @throws DivergedException when the loss is no number any more
     */
    public Trained train(Windows train, Windows validation) throws OrtException, DivergedException {
        return train(train, Ordering.shuffled(train.count()), validation);
    }

    /** The same, with an order of windows of one's own. */
    public Trained train(Windows train, Ordering ordering, Windows validation) throws OrtException, DivergedException {
        if (train.count() == 0 || validation.count() == 0) {
            throw new IllegalArgumentException("there is nothing to learn from: " + train.count() + " windows, "
                    + validation.count() + " to validate with");
        }
        int rows = Math.min(plan.batch(), train.count());
        Batch batch = new Batch(
                rows, network.shape().lookback(), network.shape().horizon(), plan.loss(), plan.backcastLoss());
        try (Engine engine = new Engine(network, plan, batch)) {
            return new Run(engine, batch, train, ordering, validation).all();
        }
    }

    private final class Run {
        private final Engine engine;
        private final Batch batch;
        private final Windows train;
        private final Ordering ordering;
        private final Windows validation;
        private final SplittableRandom random = new SplittableRandom(plan.seed());
        private final float[] weights = network.parameters().initial(random.nextLong());
        private final float[] gradients = new float[weights.length];
        private final AdamW optimiser = new AdamW(weights.length, plan.weightDecay(), plan.threads());
        private long step;

        Run(Engine engine, Batch batch, Windows train, Ordering ordering, Windows validation) {
            this.engine = engine;
            this.batch = batch;
            this.train = train;
            this.ordering = ordering;
            this.validation = validation;
        }

        Trained all() throws OrtException, DivergedException {
            List<Epoch> epochs = new ArrayList<>();
            float[] best = weights.clone();
            double lowest = Double.POSITIVE_INFINITY;
            int since = 0;
            for (int number = 1; number <= plan.epochs() && since < plan.patience(); number++) {
                Epoch epoch = epoch(number, lowest);
                epochs.add(epoch);
                progress.epoch(epoch);
                since++;
                if (epoch.best()) {
                    lowest = epoch.validationLoss();
                    best = weights.clone();
                    since = 0;
                }
            }
            return new Trained(best, weights, epochs);
        }

        private Epoch epoch(int number, double lowest) throws OrtException, DivergedException {
            long began = clock.nanos();
            int[] order = ordering.epoch(random);
            // The last windows of an order that does not fill a batch wait for another epoch.
            int steps = order.length / batch.rows;
            double sum = 0;
            for (int i = 0; i < steps; i++) {
                double loss = learn(order, i * batch.rows, (long) steps * plan.epochs());
                sum += loss;
                progress.step(number, i + 1, steps, batch.rows, loss);
            }
            long learned = clock.nanos();
            double validated = validate();
            if (!Double.isFinite(validated)) {
                throw new DivergedException(number, plan.learningRate());
            }
            return new Epoch(
                    number,
                    plan.epochs(),
                    sum / steps,
                    validated,
                    validated < lowest,
                    steps * batch.rows / Math.max(1e-9, (learned - began) / 1e9),
                    clock.nanos() - began);
        }

        private double learn(int[] order, int from, long steps) throws OrtException {
            batch.fill(train, order, from, batch.rows);
            engine.weights(weights);
            double loss = engine.learn(gradients);
            double norm = AdamW.norm(gradients);
            float scale = (float) Math.min(1, plan.clipNorm() / Math.max(norm, 1e-12));
            optimiser.step(weights, gradients, scale, plan.rateAt(step, steps));
            step++;
            return loss;
        }

        private double validate() throws OrtException {
            engine.weights(weights);
            int[] order = IntStream.range(0, validation.count()).toArray();
            double sum = 0;
            for (int from = 0; from < order.length; from += batch.rows) {
                batch.fill(validation, order, from, 1);
                sum += engine.loss();
            }
            return sum / order.length;
        }
    }
}
