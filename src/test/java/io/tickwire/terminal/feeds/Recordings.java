package io.tickwire.terminal.feeds;

import io.tickwire.config.ReplayFormat;
import io.tickwire.domain.RawTick;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small recorded files and reads feeds to their end, for tests. */
final class Recordings {
    private Recordings() {}

    static Path plain(Path dir, String name, String... lines) {
        return write(dir.resolve(name), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static Path gzip(Path dir, String name, String... lines) {
        Path file = dir.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path zip(Path dir, String name, String entry, String... lines) {
        Path file = dir.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReplaySettings auto(Object pattern) {
        return ReplaySettings.of(pattern.toString());
    }

    static ReplaySettings inZone(Object pattern, String zone) {
        return new ReplaySettings(
                List.of(pattern.toString()), ReplayFormat.AUTO, "", -1, 10, ZoneId.of(zone), false, 0);
    }

    static ReplaySettings timed(Object pattern, boolean loop, long shiftToMsc) {
        return new ReplaySettings(
                List.of(pattern.toString()), ReplayFormat.AUTO, "", -1, 10, ZoneOffset.UTC, loop, shiftToMsc);
    }

    static List<RawTick> all(ReplaySettings settings) {
        try (ReplayFeed feed = ReplayFeed.open(settings)) {
            return take(feed, Integer.MAX_VALUE);
        }
    }

    static List<RawTick> take(TickFeed feed, int most) {
        List<RawTick> ticks = new ArrayList<>();
        for (RawTick tick = feed.next(); tick != null; tick = ticks.size() < most ? feed.next() : null) {
            ticks.add(tick);
        }
        return ticks;
    }
}
