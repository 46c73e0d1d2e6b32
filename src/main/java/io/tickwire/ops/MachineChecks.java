package io.tickwire.ops;

import io.tickwire.domain.message.DoctorCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** Looks at the machine: disk, memory, Java. The methods that look block; the judgements are pure. Any thread. */
public final class MachineChecks {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long LEAST_SPACE = 100 * MIB;
    private static final double SLOW_SYNC_MS = 20;
    private static final double FULL_HEAP = 0.9;
    private static final int LEAST_JAVA = 17;
    private static final int PAGE = 4096;

    private MachineChecks() {}

    /** All of them for a storage folder. Writes and removes one small file there. Blocks. */
    public static List<DoctorCheck> all(Path folder, Clock clock) {
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                space(folder),
                sync(folder, clock),
                stopFile(folder),
                heap(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory()),
                java(Runtime.version().feature()));
    }

    /**
     * Whether the engine of models may talk to its maker: what its builds do unless the process was started with this
     * variable. It is switched off as soon as it is loaded; only before is early enough for certain.
     *
     * @param variable value of {@code ORT_DISABLE_TELEMETRY}, null when it is not set
     */
    public static DoctorCheck telemetry(String variable) {
        return "1".equals(variable)
                ? DoctorCheck.ok("telemetry", "ORT_DISABLE_TELEMETRY=1: ONNX Runtime reports nothing")
                : DoctorCheck.warn(
                        "telemetry",
                        "ONNX Runtime is told to report nothing once it is loaded; a first event may have left before",
                        "start with ORT_DISABLE_TELEMETRY=1 in the environment");
    }

    private static DoctorCheck space(Path folder) {
        try {
            return spaceOf(Files.getFileStore(existing(folder)).getUsableSpace());
        } catch (IOException unreadable) {
            return DoctorCheck.fail("disk space", folder + ": " + unreadable, "check $.storage.path and the disk");
        }
    }

    /** The folder, or the nearest one above it that is there. */
    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath().normalize();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    static DoctorCheck spaceOf(long usableBytes) {
        String evidence = usableBytes / MIB + " MiB free for the storage folder";
        String fix = "make room on the disk, or set $.storage.path to another one";
        if (usableBytes < LEAST_SPACE) {
            return DoctorCheck.fail("disk space", evidence + ", the journal needs " + LEAST_SPACE / MIB, fix);
        }
        return usableBytes < GIB
                ? DoctorCheck.warn("disk space", evidence, fix)
                : DoctorCheck.ok("disk space", evidence);
    }

    private static DoctorCheck sync(Path folder, Clock clock) {
        Path existing = existing(folder);
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return DoctorCheck.fail(
                    "storage folder",
                    existing + " cannot be written",
                    "give this user the folder, or set $.storage.path");
        }
        try {
            Path probe = Files.createTempFile(existing, "doctor", ".tmp");
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
                long from = clock.nanos();
                channel.write(ByteBuffer.allocate(PAGE));
                channel.force(true);
                return syncOf((clock.nanos() - from) / 1e6);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException unwritable) {
            return DoctorCheck.fail(
                    "storage folder", existing + ": " + unwritable, "give this user the folder, or set $.storage.path");
        }
    }

    static DoctorCheck syncOf(double millis) {
        String evidence = String.format(Locale.ROOT, "writable, 4 KiB on disk in %.1f ms", millis);
        return millis > SLOW_SYNC_MS
                ? DoctorCheck.warn(
                        "storage folder",
                        evidence + ": each order waits for that",
                        "set $.storage.path to a faster local disk, or look for what else writes to it")
                : DoctorCheck.ok("storage folder", evidence);
    }

    private static DoctorCheck stopFile(Path folder) {
        Path file = folder.resolve("STOP");
        return Files.exists(file)
                ? DoctorCheck.fail(
                        "STOP file",
                        file.toAbsolutePath() + " is there: every account is halted",
                        "remove it, then POST /api/v1/risk/resume")
                : DoctorCheck.ok(
                        "STOP file", "none in " + folder.toAbsolutePath().normalize());
    }

    static DoctorCheck heap(long usedBytes, long maxBytes) {
        String evidence = usedBytes / MIB + " of " + maxBytes / MIB + " MiB heap used";
        return usedBytes > FULL_HEAP * maxBytes
                ? DoctorCheck.warn(
                        "memory", evidence, "give the JVM more with -Xmx, or lower the histories in $.market")
                : DoctorCheck.ok("memory", evidence);
    }

    static DoctorCheck java(int feature) {
        String evidence = "Java " + feature;
        return feature < LEAST_JAVA
                ? DoctorCheck.fail("java", evidence, "run it with Java " + LEAST_JAVA + " or newer")
                : DoctorCheck.ok("java", evidence);
    }
}
