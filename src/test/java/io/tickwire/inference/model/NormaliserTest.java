package io.tickwire.inference.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.inference.model.Manifest.Normalisation;
import io.tickwire.inference.model.Manifest.Normalisation.Fixed;
import io.tickwire.inference.model.Manifest.Normalisation.Kind;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NormaliserTest {
    private static final double[] VALUES = {1, 2, 4, 8};

    private static Normaliser normaliser(Kind kind) {
        return new Normaliser(new Normalisation(kind, 1, 1e-8, Map.of("close", new Fixed(4, 2))), "close");
    }

    private static float[] scaled(Kind kind, double... values) {
        Normaliser normaliser = normaliser(kind);
        float[] out = new float[values.length - normaliser.before()];
        normaliser.apply(values, normaliser.before(), out.length, out, 0, 1);
        return out;
    }

    @Test
    void eachKindComputesWhatItSays() {
        assertArrayEquals(new float[] {1, 2, 4, 8}, scaled(Kind.NONE, VALUES));
        // mean 3.75, squares 28.75, variance 28.75 / 3
        assertArrayEquals(new float[] {-0.88833f, -0.56530f, 0.08076f, 1.37288f}, scaled(Kind.Z_SCORE, VALUES), 1e-5f);
        assertArrayEquals(new float[] {-0.875f, -0.75f, -0.5f, 0}, scaled(Kind.LAST_ANCHOR, VALUES));
        assertArrayEquals(new float[] {0, 1 / 7f, 3 / 7f, 1}, scaled(Kind.MIN_MAX, VALUES), 1e-6f);
        assertArrayEquals(new float[] {-1.5f, -1, 0, 2}, scaled(Kind.FIXED, VALUES));
        float ln2 = (float) Math.log(2);
        assertArrayEquals(new float[] {ln2, ln2, ln2}, scaled(Kind.LOG_RETURN, VALUES), 1e-6f);
    }

    @Test
    void aConstantWindowIsAllZeros() {
        assertArrayEquals(new float[4], scaled(Kind.Z_SCORE, 5, 5, 5, 5));
        assertArrayEquals(new float[4], scaled(Kind.MIN_MAX, 5, 5, 5, 5));
    }

    @Test
    void doesNotLookBeyondTheWindow() {
        float[] out = new float[2];
        normaliser(Kind.MIN_MAX).apply(new double[] {100, 1, 3, -100}, 1, 2, out, 0, 1);
        assertArrayEquals(new float[] {0, 1}, out, 1e-6f);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"LOG_RETURN"},
            mode = EnumSource.Mode.EXCLUDE)
    void aForecastOfTheInputItselfComesBackAsItWas(Kind kind) {
        float[] out = new float[4];
        Scale scale = normaliser(kind).apply(VALUES, 0, 4, out, 0, 1);
        double[] back = {out[0], out[1], out[2], out[3]};
        scale.undo(back);
        assertArrayEquals(VALUES, back, 1e-5);
    }

    @Test
    void returnsCompoundFromTheLastClose() {
        float[] out = new float[3];
        Scale scale = normaliser(Kind.LOG_RETURN).apply(VALUES, 1, 3, out, 0, 1);
        double[] forecast = {Math.log(1.5), Math.log(2)};
        scale.undo(forecast);
        assertArrayEquals(new double[] {12, 24}, forecast, 1e-9);
    }

    @Property
    void aStandardisedWindowHasMeanZeroAndDeviationOne(
            @ForAll @Size(min = 8, max = 200) List<@DoubleRange(min = 0.5, max = 2000) Double> window) {
        double[] values = window.stream().mapToDouble(Double::doubleValue).toArray();
        DoubleSummaryStatistics range = DoubleStream.of(values).summaryStatistics();
        Assume.that(range.getMax() - range.getMin() > 1);
        float[] out = new float[values.length];
        normaliser(Kind.Z_SCORE).apply(values, 0, values.length, out, 0, 1);
        double mean = 0;
        for (float scaled : out) {
            mean += scaled / out.length;
        }
        double variance = 0;
        for (float scaled : out) {
            variance += (scaled - mean) * (scaled - mean) / (out.length - 1);
        }
        assertEquals(0, mean, 1e-4);
        assertEquals(1, variance, 1e-3);
    }
}
