package io.tickwire.inference.train;

import io.tickwire.inference.nbeats.NBeatsShape;
import io.tickwire.inference.train.data.SeriesFormat;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that one training needs to know.
 *
 * @param data files of prices, one for each symbol
 * @param fromMsc bars before it are left out
 * @param toMsc bars from it on are left out
 * @param out folder of models
 * @param preset what the shape is called
 * @param symbols that the model is for; empty = any
 * @param trainedBy product and version
 */
public record TrainingJob(
        List<Path> data,
        SeriesFormat format,
        long fromMsc,
        long toMsc,
        Path out,
        String name,
        String version,
        String preset,
        NBeatsShape shape,
        TrainingPlan plan,
        String timeframe,
        List<String> symbols,
        String trainedBy) {

    public TrainingJob {
        data = List.copyOf(data);
        symbols = List.copyOf(symbols);
    }
}
