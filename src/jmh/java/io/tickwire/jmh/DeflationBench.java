package io.tickwire.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.tickwire.edge.frames.Deflation;
import io.tickwire.edge.frames.FrameWriter;
import io.tickwire.protocol.ticks.TickEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What permessage-deflate costs for a message of so many ticks, done once for all clients of a cohort. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class DeflationBench {
    @Param({"1", "10", "100"})
    int ticks;

    /** 0 = as it is. */
    @Param({"0", "1", "6"})
    int level;

    private Deflation deflation;
    private String message;

    @Setup
    public void open() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < ticks; i++) {
            all.append(new String(TickEncoder.encode(Samples.tick(i)).message(), StandardCharsets.UTF_8));
        }
        message = all.toString();
        deflation = level == 0 ? null : new Deflation(level, 0);
        ByteBuf frame = FrameWriter.text(PooledByteBufAllocator.DEFAULT, message, deflation);
        System.out.println(message.length() + " bytes become " + frame.readableBytes());
        frame.release();
    }

    @TearDown
    public void close() {
        if (deflation != null) {
            deflation.close();
        }
    }

    @Benchmark
    public int writesAMessage() {
        ByteBuf frame = FrameWriter.text(PooledByteBufAllocator.DEFAULT, message, deflation);
        int length = frame.readableBytes();
        frame.release();
        return length;
    }
}
