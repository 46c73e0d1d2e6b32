package io.tickwire.inference.nbeats;

/** How the coefficients that a block finds become its backcast and forecast. */
public enum Expansion {
    /** pytorch_forecasting's trend: few powers of centred time, the same coefficients for both sides. */
    CENTRED_TREND(Kind.TREND, true),
    /** pytorch_forecasting's seasonality: waves down to a shortest period, the same coefficients for both sides. */
    PERIOD_SEASONALITY(Kind.SEASONALITY, true),
    /** The paper's interpretable trend: powers of time, section 3.3. */
    POLYNOMIAL(Kind.TREND, false),
    /** The paper's interpretable seasonality: a Fourier series, section 3.3. */
    FOURIER(Kind.SEASONALITY, false),
    /** The paper's generic form: the basis is learned, section 3.3. */
    LEARNED(Kind.GENERIC, false);

    /** What a stack's output is called. */
    public enum Kind {
        TREND,
        SEASONALITY,
        GENERIC
    }

    private final Kind kind;
    private final boolean joint;

    Expansion(Kind kind, boolean joint) {
        this.kind = kind;
        this.joint = joint;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether backcast and forecast are made of the same coefficients. */
    boolean joint() {
        return joint;
    }

    /** @throws IllegalStateException for {@link #LEARNED}, whose basis consists of weights */
    Basis basis(int size, int lookback, int horizon) {
        return switch (this) {
            case CENTRED_TREND -> Basis.centredTrend(size, lookback, horizon);
            case PERIOD_SEASONALITY -> Basis.periodSeasonality(size, lookback, horizon);
            case POLYNOMIAL -> Basis.polynomial(size, lookback, horizon);
            case FOURIER -> Basis.fourier(lookback, horizon);
            case LEARNED -> throw new IllegalStateException("a learned basis is not given");
        };
    }
}
