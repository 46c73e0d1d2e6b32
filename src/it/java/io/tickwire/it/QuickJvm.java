package io.tickwire.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How the tests start the jar: with what a start of a few seconds is quickest with. Its classes are kept in an archive
 * (class data sharing) that the first start makes; without one it starts all the same.
 */
final class QuickJvm {
    private static final int SECONDS = 60;
    private static final int POLL_MS = 50;
    private static final List<String> FLAGS =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Xlog:all=error");

    private QuickJvm() {}

    /** The command without the jar's own arguments. */
    static List<String> command(Path jar, Path work) {
        Path archive = archive(jar, work);
        return Files.exists(archive)
                ? concat(FLAGS, "-XX:SharedArchiveFile=" + archive, "-jar", jar.toString())
                : concat(FLAGS, "-jar", jar.toString());
    }

    private static List<String> concat(List<String> first, String... more) {
        List<String> all = new ArrayList<>(List.of(java()));
        all.addAll(first);
        all.addAll(List.of(more));
        return all;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** One for each build of the jar and each Java. */
    private static synchronized Path archive(Path jar, Path work) {
        try {
            String name = "classes-" + Runtime.version().feature() + "-"
                    + Files.getLastModifiedTime(jar).toMillis() + ".jsa";
            Path archive = work.resolve(name).toAbsolutePath();
            if (!Files.exists(archive)) {
                make(jar, work, archive);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path jar, Path work, Path archive) throws IOException {
        Path folder = Files.createTempDirectory(work, "archive");
        Path config = Files.writeString(
                folder.resolve("conf.json"),
                "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"mqtt\":{\"port\":0},"
                        + "\"zmqExec\":{\"enabled\":false},\"zmqPub\":{\"enabled\":false}}");
        Path made = folder.resolve("made.jsa");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        concat(FLAGS, "-XX:ArchiveClassesAtExit=" + made, "-jar", jar.toString(), "-conf", "conf.json"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            for (int i = 0; process.isAlive() && !Files.readString(log).contains("ready in"); i++) {
                if (i > SECONDS * 1000 / POLL_MS) {
                    break;
                }
                process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
            }
            process.destroy();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (Files.exists(made)) {
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(config);
    }
}
