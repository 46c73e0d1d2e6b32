package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;
import java.util.List;

/**
 * What came of reading the configuration again.
 *
 * @param applied keys that changed and hold from now on
 * @param needsRestart keys that changed and hold after the next start
 * @param actions what was done for it, for people
 * @param refusal why nothing was changed; null when it was
 */
public record ReloadReport(List<String> applied, List<String> needsRestart, List<String> actions, Refusal refusal) {
    public ReloadReport {
        applied = List.copyOf(applied);
        needsRestart = List.copyOf(needsRestart);
        actions = List.copyOf(actions);
    }

    public static ReloadReport refused(Refusal why) {
        return new ReloadReport(List.of(), List.of(), List.of(), why);
    }
}
