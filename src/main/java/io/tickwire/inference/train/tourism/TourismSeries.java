package io.tickwire.inference.train.tourism;

/**
 * One series.
 *
 * @param known what a forecaster may see, oldest first
 * @param next what came then: the answer
 */
public record TourismSeries(String name, double[] known, double[] next) {}
