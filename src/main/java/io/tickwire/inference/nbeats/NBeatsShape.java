package io.tickwire.inference.nbeats;

import java.util.Collections;
import java.util.List;

/**
 * What a network looks like.
 *
 * @param lookback numbers that go in
 * @param horizon numbers that are forecast
 * @param stacks the first sees the input, each other what those before it left
 */
public record NBeatsShape(int lookback, int horizon, List<StackShape> stacks) {

    public NBeatsShape {
        stacks = List.copyOf(stacks);
        if (lookback < 2 || horizon < 1 || stacks.isEmpty()) {
            throw new IllegalArgumentException(
                    "a network needs a lookback of 2 or more, a horizon and a stack: lookback=" + lookback
                            + ", horizon=" + horizon + ", stacks=" + stacks.size());
        }
    }

    /** pytorch_forecasting's {@code NBeats} as it comes: 1.77 million parameters at 96 and 20. */
    public static NBeatsShape pytorch(int lookback, int horizon) {
        return jointly(lookback, horizon, 32, 512);
    }

    /** The same, narrow: 24 thousand parameters at 96 and 20. */
    public static NBeatsShape small(int lookback, int horizon) {
        return jointly(lookback, horizon, 16, 32);
    }

    private static NBeatsShape jointly(int lookback, int horizon, int trendWidth, int seasonalityWidth) {
        return new NBeatsShape(
                lookback,
                horizon,
                List.of(
                        new StackShape(Expansion.CENTRED_TREND, 3, 3, trendWidth, 3, false),
                        new StackShape(Expansion.PERIOD_SEASONALITY, 3, 3, seasonalityWidth, 7, false)));
    }

    /** N-BEATS-G of the paper, with fewer and narrower blocks: {@code stacks} of one block each. */
    public static NBeatsShape generic(int lookback, int horizon, int stacks, int width) {
        return new NBeatsShape(
                lookback,
                horizon,
                Collections.nCopies(stacks, new StackShape(Expansion.LEARNED, 1, 4, width, 32, false)));
    }

    /**
     * N-BEATS-I of the paper: a trend of degree 2 and a Fourier series, three blocks of four layers each, weights
     * shared within a stack (table 18 of the paper gives widths of 256 and 2048).
     */
    public static NBeatsShape interpretable(int lookback, int horizon, int trendWidth, int seasonalityWidth) {
        return new NBeatsShape(
                lookback,
                horizon,
                List.of(
                        new StackShape(Expansion.POLYNOMIAL, 3, 4, trendWidth, 3, true),
                        new StackShape(Expansion.FOURIER, 3, 4, seasonalityWidth, 1, true)));
    }
}
