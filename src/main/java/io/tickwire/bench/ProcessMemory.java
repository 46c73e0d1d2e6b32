package io.tickwire.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process holds in memory, as the system and, for a JVM, its own tools tell it. Any thread; it blocks. */
final class ProcessMemory {
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final long pid;

    ProcessMemory(long pid) {
        this.pid = pid;
    }

    /** Bytes of live objects after a collection; -1 when it is no JVM, or there is no jcmd. */
    long liveHeapBytes() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return -1;
        }
        Process asked = new ProcessBuilder(List.of(jcmd.toString(), Long.toString(pid), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        long total = -1;
        try (BufferedReader lines = asked.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = TOTAL.matcher(line);
                total = matcher.find() ? Long.parseLong(matcher.group(1)) : total;
            }
        }
        return total;
    }

    /** Bytes in memory; -1 where there is no /proc. */
    long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        Matcher matcher = RESIDENT.matcher(Files.readString(status));
        return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : -1;
    }
}
