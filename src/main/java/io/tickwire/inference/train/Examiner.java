package io.tickwire.inference.train;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures a finished model on windows that it never saw. Its decision is the one that a node takes: buy when the last
 * point of the trend is not below the trend's mean. Blocks.
 */
final class Examiner {
    private static final int BATCH = 256;
    private static final List<Integer> HORIZONS = List.of(1, 5, 20);

    private final SeriesWindows windows;
    private final int lookback;
    private final int horizon;

    Examiner(SeriesWindows windows, int lookback, int horizon) {
        this.windows = windows;
        this.lookback = lookback;
        this.horizon = horizon;
    }

    Evaluation examine(ModelRun model) throws OrtException {
        double[] margins = new double[windows.count()];
        double error = 0;
        double naive = 0;
        double points = 0;
        Sample sample = new Sample(lookback, horizon);
        for (int from = 0; from < margins.length; from += BATCH) {
            int rows = Math.min(BATCH, margins.length - from);
            float[][] lookbacks = new float[rows][];
            float[][] targets = new float[rows][];
            float[][] weights = new float[rows][];
            for (int row = 0; row < rows; row++) {
                windows.read(from + row, sample);
                lookbacks[row] = sample.x.clone();
                targets[row] = sample.y.clone();
                weights[row] = sample.weight.clone();
            }
            ModelRun.Answers answers = model.ask(lookbacks);
            for (int row = 0; row < rows; row++) {
                margins[from + row] = answers.margins()[row];
                float last = lookbacks[row][lookback - 1];
                for (int point = 0; point < horizon; point++) {
                    float weight = weights[row][point];
                    points += weight;
                    error += weight * Math.abs(answers.forecasts()[row][point] - targets[row][point]);
                    naive += weight * Math.abs(last - targets[row][point]);
                }
            }
        }
        double counted = Math.max(1, points);
        return new Evaluation(margins.length, error / counted, naive / counted, directions(margins));
    }

    private List<Direction> directions(double[] margins) {
        List<Direction> directions = new ArrayList<>();
        for (int bars : HORIZONS) {
            if (bars <= horizon) {
                directions.add(direction(margins, bars));
            }
        }
        return directions;
    }

    /** Every {@code bars}-th window: moves that overlap would count the same luck several times. */
    private Direction direction(double[] margins, int bars) {
        int counted = 0;
        int right = 0;
        int rises = 0;
        for (int i :
                IntStream.range(0, margins.length).filter(i -> i % bars == 0).toArray()) {
            SeriesWindows.Place place = windows.place(i);
            double[] closes = place.series().closes();
            double move = closes[place.origin() - 1 + bars] - closes[place.origin() - 1];
            if (move != 0) {
                counted++;
                right += move > 0 == margins[i] >= 0 ? 1 : 0;
                rises += move > 0 ? 1 : 0;
            }
        }
        return new Direction(bars, counted, right, rises);
    }
}
