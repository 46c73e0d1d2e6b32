package io.tickwire.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Measures every server with every load, in turn, round after round: what drifts, drifts for all. Main thread only. */
final class Campaign {
    private final LoadRunner runner;
    private final List<Target> targets;
    private final int rounds;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    Campaign(LoadRunner runner, List<Target> targets, int rounds) {
        this.runner = runner;
        this.targets = targets;
        this.rounds = rounds;
    }

    List<Section> run() throws TimeoutException {
        // Without it the first server would be measured by a cold load generator.
        for (Target target : targets) {
            for (Supplier<Load> load : runner.loads()) {
                runner.rehearse(load.get(), target);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Target target : targets) {
                for (Supplier<Load> load : runner.loads()) {
                    runner.run(load.get(), target)
                            .forEach(measured -> sections.computeIfAbsent(measured.what(), Section::new)
                                    .add(target.name(), measured));
                }
            }
        }
        return new ArrayList<>(sections.values());
    }
}
