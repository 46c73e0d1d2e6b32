package io.tickwire.bench;

import io.tickwire.ops.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The command {@code bench fsync}: what a durable append costs on a disk, the floor under every order's latency. */
final class FsyncBench {
    static final String NAME = "fsync";

    private static final int PAGE = 4096;
    private static final int WARMUP = 200;
    private static final int APPENDS = 2_000;
    private static final double NANOS_PER_MS = 1e6;

    private FsyncBench() {}

    /** @return exit code: 0 measured, 1 the folder cannot be written, 2 wrong options */
    static int run(List<String> args, Clock clock) {
        if (args.size() > 1 || args.contains("--help")) {
            System.out.println("tickwire bench fsync [FOLDER]: appends of " + PAGE
                    + " bytes with fsync, one after the other (here, or in FOLDER)");
            return args.contains("--help") ? 0 : 2;
        }
        Path folder = Path.of(args.isEmpty() ? "." : args.get(0));
        try {
            Histogram all = measure(folder, clock);
            System.out.printf(
                    "fsync of %d bytes in %s: p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, max %.3f ms, %.0f a second%n",
                    PAGE,
                    folder.toAbsolutePath().normalize(),
                    all.getValueAtPercentile(50) / NANOS_PER_MS,
                    all.getValueAtPercentile(99) / NANOS_PER_MS,
                    all.getValueAtPercentile(99.9) / NANOS_PER_MS,
                    all.getMaxValue() / NANOS_PER_MS,
                    TimeUnit.SECONDS.toNanos(1) / all.getMean());
            return 0;
        } catch (IOException failure) {
            System.err.println("tickwire: " + folder + " cannot be written: " + failure);
            return 1;
        }
    }

    private static Histogram measure(Path folder, Clock clock) throws IOException {
        Path file = Files.createTempFile(folder, "tickwire-fsync", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Histogram took = new Histogram(3);
            ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
            for (int i = 0; i < WARMUP + APPENDS; i++) {
                page.clear();
                long startedNanos = clock.nanos();
                channel.write(page);
                channel.force(false);
                if (i >= WARMUP) {
                    took.recordValue(clock.nanos() - startedNanos);
                }
            }
            return took;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
