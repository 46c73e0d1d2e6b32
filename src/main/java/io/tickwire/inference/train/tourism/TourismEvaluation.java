package io.tickwire.inference.train.tourism;

import ai.onnxruntime.OrtException;
import io.tickwire.inference.nbeats.NBeats;
import io.tickwire.inference.train.DivergedException;
import io.tickwire.inference.train.Loss;
import io.tickwire.inference.train.Progress;
import io.tickwire.inference.train.Trained;
import io.tickwire.inference.train.Trainer;
import io.tickwire.ops.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** Trains the ensemble on what is known of all series and measures its median on what came then. Blocks. */
public final class TourismEvaluation {
    private final List<TourismSeries> series;
    private final TourismPlan plan;
    private final Clock clock;

    /**
     * What it came to, in per cent.
     *
     * @param naiveMape of repeating the last number
     * @param mape of the median of all members
     */
    public record Figures(int series, int members, double naiveMape, double mape) {}

    public TourismEvaluation(List<TourismSeries> series, TourismPlan plan, Clock clock) {
        this.series = List.copyOf(series);
        this.plan = plan;
        this.clock = clock;
    }

    /** @param each is told of each member what it is, and its own MAPE */
    public Figures run(ObjDoubleConsumer<String> each) throws OrtException, DivergedException {
        List<List<double[]>> forecasts = new ArrayList<>();
        for (Loss loss : plan.losses()) {
            for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
                for (int horizons : TourismPlan.LOOKBACK_HORIZONS) {
                    int lookback = horizons * TourismFiles.HORIZON;
                    List<double[]> own = member(loss, lookback, forecasts.size());
                    forecasts.add(own);
                    each.accept(
                            "loss " + loss.label() + ", lookback " + lookback + ", repeat " + repeat,
                            Accuracy.mape(series, own));
                }
            }
        }
        List<double[]> medians = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            int one = i;
            medians.add(Accuracy.median(
                    forecasts.stream().map(member -> member.get(one)).toList()));
        }
        return new Figures(
                series.size(),
                forecasts.size(),
                Accuracy.mape(series, series.stream().map(Accuracy::naive).toList()),
                Accuracy.mape(series, medians));
    }

    private List<double[]> member(Loss loss, int lookback, int number) throws OrtException, DivergedException {
        NBeats network = new NBeats(plan.shape(lookback));
        TourismWindows windows = new TourismWindows(series, lookback, plan.history());
        Trained trained = new Trainer(network, plan.training(loss, number), clock, Progress.NONE)
                // All windows are learned from, so nothing is left that could say when to stop: the plan does, and the
                // latest cuts are looked at for progress only.
                .train(
                        windows,
                        windows.sampled(plan.stepsPerEpoch() * plan.batch()),
                        new TourismWindows(series, lookback, 1));
        return new TourismForecast(network, trained.last(), plan.threads()).of(series);
    }
}
