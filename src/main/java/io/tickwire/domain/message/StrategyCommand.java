package io.tickwire.domain.message;

import java.util.Map;
import java.util.Objects;

/**
 * Asks a strategy's host for something.
 *
 * @param version hash of a version, for {@link Kind#ROLLBACK}; empty = the one before the present one
 * @param settings values that differ from the defaults, for {@link Kind#SETTINGS}
 */
public record StrategyCommand(Kind kind, String version, Map<String, Object> settings) {

    /** What is wanted. */
    public enum Kind {
        /** How it is. */
        STATUS,
        /** Its newest log lines. */
        LOG,
        /** Its newest orders and decisions. */
        DECISIONS,
        /** Switch it on, for later starts too. */
        START,
        /** Switch it off, for later starts too. */
        STOP,
        /** Make a new version of what is in the folder now, also when nothing changed. */
        REDEPLOY,
        /** Go back to an earlier version. */
        ROLLBACK,
        /** Let what is in the folder now decide beside the version that trades. */
        SHADOW,
        /** Let the shadow trade. */
        PROMOTE,
        /** Take the shadow away. */
        DROP_SHADOW,
        /** Other settings, from a new version on. */
        SETTINGS
    }

    public StrategyCommand {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(version, "version");
        settings = Map.copyOf(settings);
    }

    public static StrategyCommand of(Kind kind) {
        return new StrategyCommand(kind, "", Map.of());
    }
}
