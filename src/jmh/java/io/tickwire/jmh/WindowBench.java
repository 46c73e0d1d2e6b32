package io.tickwire.jmh;

import io.tickwire.protocol.inference.Asked;
import io.tickwire.protocol.inference.WindowFramer;
import io.tickwire.protocol.inference.WindowFramer.Event;
import io.tickwire.protocol.inference.WindowReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A window of 300 closes of the inference socket, 2.4 KB of text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WindowBench {
    private static final int CLOSES = 300;

    private final byte[] window = window();
    private final WindowReader reader = new WindowReader();
    private final WindowFramer framer = new WindowFramer(CLOSES, 65_536);

    private static byte[] window() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        double close = 1.0845;
        for (int i = 0; i < CLOSES; i++) {
            close += random.nextGaussian() * 1e-4;
            text.append(String.format(Locale.ROOT, "%.5f,", close));
        }
        return text.append('\0').toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public Asked parses() {
        Asked asked = reader.read(window, 0, window.length);
        if (!(asked instanceof Asked.Closes)) {
            throw new IllegalStateException("the sample is refused: " + asked);
        }
        return asked;
    }

    @Benchmark
    public Asked framesAndParses() {
        framer.append(ByteBuffer.wrap(window));
        if (framer.next() != Event.WINDOW) {
            throw new IllegalStateException("the sample is no window");
        }
        Asked asked = reader.read(framer.bytes(), framer.from(), framer.to());
        framer.next();
        return asked;
    }

    /** What it is measured against. */
    @Benchmark
    public double[] splitsAndParsesWithTheJdk() {
        String[] parts = new String(window, 0, window.length - 1, StandardCharsets.US_ASCII).split(",");
        double[] values = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = Double.parseDouble(parts[i]);
        }
        return values;
    }
}
