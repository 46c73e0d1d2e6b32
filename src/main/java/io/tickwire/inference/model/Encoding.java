package io.tickwire.inference.model;

import java.util.Objects;

/** A window as the model sees it, or why it cannot see it. */
public sealed interface Encoding {

    /**
     * Good for one run.
     *
     * @param row what the model sees, in its order
     * @param scale of the closes; takes a forecast back to prices
     * @param last newest close that the model sees, 0 when it sees none
     * @param hash of the row, for the decision log
     */
    record Row(float[] row, Scale scale, double last, long hash) implements Encoding {
        public Row {
            Objects.requireNonNull(row, "row");
            Objects.requireNonNull(scale, "scale");
        }
    }

    /** @param field of the window, for example {@code close} */
    record Unfit(String field, String why) implements Encoding {}
}
