package io.tickwire.app;

import io.tickwire.inference.train.Direction;
import io.tickwire.inference.train.Evaluation;
import io.tickwire.inference.train.Interval;
import io.tickwire.inference.train.ModelMaker;
import java.util.Locale;

/** What is said when a model was made. */
final class TrainReport {

    private TrainReport() {}

    static String of(ModelMaker.Made made) {
        Evaluation test = made.test();
        StringBuilder text = new StringBuilder();
        text.append(line(
                "windows: %d to learn from, %d to validate, %d to test (the latest, never seen before)",
                made.split().train().count(), made.split().validation().count(), test.windows()));
        text.append(line(
                "best epoch: %d of %d, %,.0f windows/s",
                made.trained().best().number(),
                made.trained().epochs().size(),
                made.trained().windowsPerSecond()));
        text.append(line(""));
        text.append(line("mean absolute error on the test windows, in standard deviations of each lookback"));
        text.append(line(
                "  model %.5f   last value repeated %.5f   %+.2f %%",
                test.mae(), test.naiveMae(), 100 * (test.mae() / test.naiveMae() - 1)));
        text.append(line(""));
        text.append(line("direction of the decision, moves that do not overlap"));
        text.append(line("  bars  moves   right    95 %% interval       always buy"));
        for (Direction direction : test.directions()) {
            Interval interval = direction.interval();
            text.append(line(
                    "  %4d  %5d  %5.2f %%  %5.2f to %5.2f %%  %8.2f %%",
                    direction.horizon(),
                    direction.windows(),
                    100 * direction.accuracy(),
                    100 * interval.low(),
                    100 * interval.high(),
                    100 * direction.alwaysBuy()));
        }
        text.append(line(""));
        text.append(line(verdict(test)));
        text.append(line("Of several symbols, moves of the same hour are counted as independent, which they are not:"
                + " intervals are then too narrow."));
        text.append(line("These figures are of one stretch of the past, without spread or commission."
                + " They are no claim of profit."));
        return text.append(line(""))
                .append(made.place())
                .append(System.lineSeparator())
                .toString();
    }

    private static String verdict(Evaluation test) {
        boolean chance = test.directions().stream()
                .allMatch(direction -> direction.interval().holds(0.5));
        return chance
                ? "Its directions cannot be told from tossing a coin: 50 %% lies in each interval."
                : "50 %% lies outside of an interval at bars: "
                        + String.join(
                                ", ",
                                test.directions().stream()
                                        .filter(direction ->
                                                !direction.interval().holds(0.5))
                                        .map(direction -> Integer.toString(direction.horizon()))
                                        .toList())
                        + ". With three intervals one in seven tables shows such by luck.";
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format + "%n", values);
    }
}
