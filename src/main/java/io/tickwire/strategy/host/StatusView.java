package io.tickwire.strategy.host;

import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.domain.message.StrategyStatus.FileProblem;
import io.tickwire.domain.message.StrategyStatus.Setting;
import io.tickwire.domain.message.StrategyStatus.Shadow;
import io.tickwire.domain.message.StrategyStatus.Version;
import java.util.List;
import java.util.Map;

/** Tells how a strategy is. Owner: the host's context. */
final class StatusView {
    private final String id;
    private final StrategySession session;
    private final ResultBook results;
    private final Map<String, Object> changed;

    /** @param session null before its first start */
    StatusView(String id, StrategySession session, ResultBook results, Map<String, Object> changed) {
        this.id = id;
        this.session = session;
        this.results = results;
        this.changed = changed;
    }

    StrategyStatus status(Condition condition) {
        Generation active = session == null ? null : session.versions().active();
        Generation shadow = session == null ? null : session.versions().shadow();
        return new StrategyStatus(
                id,
                condition.state(),
                condition.reason(),
                active == null ? null : version(active, condition.sinceMsc()),
                shadow == null ? null : shadow(shadow),
                condition.problems().stream()
                        .map(problem -> new FileProblem(
                                problem.file(), problem.line(), problem.column(), problem.warning(), problem.message()))
                        .toList(),
                active == null ? List.of() : settings(active),
                results.result(session == null ? List.of() : session.held().positions()),
                condition.older(),
                session == null ? Map.of() : session.gauges());
    }

    private static Version version(Generation generation, long sinceMsc) {
        return new Version(
                generation.loaded().descriptor().version(),
                generation.loaded().hash(),
                generation.number(),
                sinceMsc,
                generation.ticks(),
                generation.faults(),
                generation.thread().waiting());
    }

    private Shadow shadow(Generation generation) {
        Agreement agreement = session.agreement();
        return new Shadow(version(generation, 0), agreement.agreed(), agreement.onlyRunning(), agreement.onlyShadow());
    }

    private List<Setting> settings(Generation active) {
        return active.loaded().descriptor().settings().values().stream()
                .map(spec -> new Setting(
                        spec.name(), changed.getOrDefault(spec.name(), spec.value()), spec.value(), spec.doc()))
                .toList();
    }
}
