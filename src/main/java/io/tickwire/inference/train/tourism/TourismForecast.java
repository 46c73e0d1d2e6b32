package io.tickwire.inference.train.tourism;

import ai.onnxruntime.OrtException;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.train.ModelRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a trained network says of the end of each series. */
record TourismForecast(NBeats network, float[] weights, int threads) {

    List<double[]> of(List<TourismSeries> series) throws OrtException {
        float[][] lookbacks = new float[series.size()][network.shape().lookback()];
        double[] scales = new double[series.size()];
        for (int i = 0; i < scales.length; i++) {
            double[] known = series.get(i).known();
            scales[i] = TourismWindows.lookback(known, known.length, lookbacks[i]);
        }
        List<double[]> forecasts = new ArrayList<>();
        try (ModelRun run = new ModelRun(network.toOnnx(weights, Map.of()), threads)) {
            float[][] answers = run.ask(lookbacks).forecasts();
            for (int i = 0; i < scales.length; i++) {
                double[] forecast = new double[answers[i].length];
                for (int point = 0; point < forecast.length; point++) {
                    forecast[point] = answers[i][point] * scales[i];
                }
                forecasts.add(forecast);
            }
        }
        return forecasts;
    }
}
