package io.tickwire.inference.train.tourism;

import java.util.Arrays;
import java.util.List;

/** Figures over many series. */
final class Accuracy {

    private Accuracy() {}

    /** Mean over all points of all series of |forecast − actual| ÷ |actual|, in per cent. */
    static double mape(List<TourismSeries> series, List<double[]> forecasts) {
        double sum = 0;
        long points = 0;
        for (int i = 0; i < series.size(); i++) {
            double[] actual = series.get(i).next();
            for (int point = 0; point < actual.length; point++) {
                sum += Math.abs(forecasts.get(i)[point] - actual[point]) / Math.abs(actual[point]);
                points++;
            }
        }
        return 100 * sum / points;
    }

    /** The last number, repeated. */
    static double[] naive(TourismSeries series) {
        double[] forecast = new double[series.next().length];
        Arrays.fill(forecast, series.known()[series.known().length - 1]);
        return forecast;
    }

    /** Point by point; between the two in the middle of an even number. */
    static double[] median(List<double[]> forecasts) {
        double[] median = new double[forecasts.get(0).length];
        for (int point = 0; point < median.length; point++) {
            int at = point;
            double[] sorted = forecasts.stream()
                    .mapToDouble(forecast -> forecast[at])
                    .sorted()
                    .toArray();
            int middle = sorted.length / 2;
            median[point] = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
        return median;
    }
}
