package io.tickwire.terminal.feeds;

import io.tickwire.domain.SymbolSpec;
import java.util.Objects;

/** A symbol to be made up: its figures (name, digits) and its behaviour. */
public record SyntheticSymbol(SymbolSpec spec, SyntheticModel model) {

    public SyntheticSymbol {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(model, "model");
    }

    /** The symbol with {@link SyntheticModel#of the defaults for its name}. */
    public static SyntheticSymbol of(SymbolSpec spec) {
        return new SyntheticSymbol(spec, SyntheticModel.of(spec.name()));
    }

    /** 10^digits: prices are kept as whole points and divided by this, which gives the decimal exactly rounded. */
    double pointsPerUnit() {
        return Math.rint(1 / spec.point());
    }
}
