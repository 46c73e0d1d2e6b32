package io.tickwire.inference.model;

import io.tickwire.domain.Window;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Encoding.Unfit;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a window into the row that a model sees: exactly the {@code window} values before the newest {@code offset} ones
 * of every feature, scaled, features side by side for each bar. Immutable.
 */
public final class WindowEncoder {
    static final String RETURN = "return";
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Manifest.Input input;
    private final List<String> symbols;
    private final List<Normaliser> normalisers = new ArrayList<>();

    public WindowEncoder(Manifest manifest) {
        this.input = manifest.input();
        this.symbols = manifest.symbols();
        input.features().forEach(feature -> normalisers.add(new Normaliser(manifest.normalisation(), feature)));
    }

    /** Values in a row. */
    public int rowSize() {
        return input.window() * input.features().size();
    }

    public Encoding encode(Window window) {
        if (!symbols.isEmpty() && !window.symbol().isEmpty() && !symbols.contains(window.symbol())) {
            return new Unfit("symbol", "this model is for " + String.join(", ", symbols));
        }
        boolean other = !input.timeframe().isEmpty()
                && !window.timeframe().isEmpty()
                && !input.timeframe().equals(window.timeframe());
        if (other) {
            return new Unfit("timeframe", "this model sees " + input.timeframe() + " bars");
        }
        int features = input.features().size();
        float[] row = new float[rowSize()];
        Scale scale = Scale.NONE;
        double last = 0;
        for (int feature = 0; feature < features; feature++) {
            String name = input.features().get(feature);
            double[] values = values(window, name);
            if (values == null) {
                return new Unfit(name, "is missing: this model sees " + String.join(", ", input.features()));
            }
            Normaliser normaliser = normalisers.get(feature);
            int from = values.length - input.offset() - input.window();
            if (from < normaliser.before()) {
                return new Unfit(
                        name,
                        window.length() + " values, at least "
                                + (window.length() + normaliser.before() - from)
                                + " are needed");
            }
            Scale own = normaliser.apply(values, from, input.window(), row, feature, features);
            if (name.equals(Window.CLOSE)) {
                scale = own;
                last = values[from + input.window() - 1];
            }
        }
        for (int i = 0; i < row.length; i++) {
            if (!Float.isFinite(row[i])) {
                return new Unfit(input.features().get(i % features), "cannot be scaled: a value is no finite number");
            }
        }
        return new Row(row, scale, last, hash(row));
    }

    /** The asker's own, or returns made of the closes; null when there are none. */
    private static double[] values(Window window, String feature) {
        double[] given = window.series().get(feature);
        double[] closes = window.series().get(Window.CLOSE);
        if (given != null || !feature.equals(RETURN) || closes == null || closes.length == 0) {
            return given;
        }
        double[] returns = new double[closes.length - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = closes[i + 1] / closes[i] - 1;
        }
        return returns;
    }

    /** FNV-1a over the bits: names an input in the decision log, keeps nobody from forging one. */
    private static long hash(float[] row) {
        long hash = FNV_OFFSET;
        for (float value : row) {
            hash = (hash ^ Float.floatToIntBits(value)) * FNV_PRIME;
        }
        return hash;
    }
}
