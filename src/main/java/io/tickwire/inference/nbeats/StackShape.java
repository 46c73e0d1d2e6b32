package io.tickwire.inference.nbeats;

import java.util.Objects;

/**
 * One stack of blocks.
 *
 * @param layers rectified layers of each block before its coefficients
 * @param width neurons of each layer
 * @param size what the expansion needs: terms of a trend, the shortest period of {@link Expansion#PERIOD_SEASONALITY},
 *     coefficients of {@link Expansion#LEARNED}; {@link Expansion#FOURIER} takes its number of waves from the horizon
 * @param shared whether all blocks of the stack have the same weights
 */
public record StackShape(Expansion expansion, int blocks, int layers, int width, int size, boolean shared) {

    public StackShape {
        Objects.requireNonNull(expansion, "expansion");
        if (blocks < 1 || layers < 1 || width < 1 || size < 1) {
            throw new IllegalArgumentException("a stack needs at least one of everything: blocks=" + blocks
                    + ", layers=" + layers + ", width=" + width + ", size=" + size);
        }
    }
}
