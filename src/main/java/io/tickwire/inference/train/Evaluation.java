package io.tickwire.inference.train;

import java.util.List;

/**
 * What a model does on windows that it never saw.
 *
 * @param mae mean absolute error of its forecast in normalised units
 * @param naiveMae the same of repeating the last close
 */
public record Evaluation(int windows, double mae, double naiveMae, List<Direction> directions) {

    public Evaluation {
        directions = List.copyOf(directions);
    }
}
