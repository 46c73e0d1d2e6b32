package io.tickwire.inference.model;

/**
 * Takes values of the model's units back to the units of the window: what was done to the close, undone. Immutable.
 */
@FunctionalInterface
public interface Scale {

    /** Units that need no taking back. */
    Scale NONE = values -> {};

    /** Replaces consecutive values that follow the window, nearest first, by those in the window's units. */
    void undo(double[] values);
}
