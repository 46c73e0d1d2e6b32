package io.tickwire.bench;

import io.tickwire.ops.Clock;
import java.util.List;

/** Placeholder for the load harness. */
public final class Bench {
    private Bench() {}

    public static int run(List<String> args, Clock clock) {
        return args.isEmpty() ? 2 : 0;
    }
}
