package io.tickwire.domain.message;

import java.util.List;

/**
 * Execution events, oldest first.
 *
 * @param recovered false when events between the place asked for and the first one here are no longer kept
 */
public record ExecutionsPage(long epoch, List<ExecutionEvent> events, boolean recovered) {}
