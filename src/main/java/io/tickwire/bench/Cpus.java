package io.tickwire.bench;

import java.io.IOException;
import java.util.List;

/** Pins processes to processors with taskset, where there is one. */
final class Cpus {
    private final boolean available;

    private Cpus(boolean available) {
        this.available = available;
    }

    static Cpus detect() {
        return new Cpus(run(List.of("taskset", "--version")));
    }

    boolean available() {
        return available;
    }

    /** What to put before a command. */
    List<String> prefix(String list) {
        return available && !list.isEmpty() ? List.of("taskset", "-c", list) : List.of();
    }

    /** Pins all threads of this process; false when that did not work. */
    boolean pinSelf(String list) {
        return available
                && run(List.of(
                        "taskset",
                        "-a",
                        "-c",
                        "-p",
                        list,
                        Long.toString(ProcessHandle.current().pid())));
    }

    private static boolean run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
