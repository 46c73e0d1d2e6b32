package io.tickwire.domain.message;

import java.util.Objects;

/**
 * Asks about backtests, or cancels one.
 *
 * @param id of one; empty = all
 */
public record BacktestQuery(Kind kind, String id) {

    /** What is wanted. */
    public enum Kind {
        /** All, the newest first. */
        LIST,
        /** One. */
        STATUS,
        /** Its result as JSON. */
        JSON,
        /** Its report, a page. */
        REPORT,
        /** That it ends. */
        CANCEL
    }

    public BacktestQuery {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }
}
