package io.tickwire.inference.serving;

import io.tickwire.inference.model.LoadedModel;
import io.tickwire.ops.Metrics;

/** Counts how often a shadow says what the active version says. Any thread. */
public final class ShadowTally {
    private final Metrics metrics;

    public ShadowTally(Metrics metrics) {
        this.metrics = metrics;
    }

    void compared(LoadedModel shadow, boolean agreed) {
        metrics.shadow(shadow.name(), shadow.version(), agreed ? "agree" : "differ");
    }

    /** It was not asked, or had no answer to compare with. */
    void skipped(LoadedModel shadow) {
        metrics.shadow(shadow.name(), shadow.version(), "skipped");
    }
}
