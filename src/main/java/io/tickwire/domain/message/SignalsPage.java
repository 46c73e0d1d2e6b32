package io.tickwire.domain.message;

import java.util.List;

/**
 * Journaled signals, the newest first.
 *
 * @param next cursor of the next page, 0 = this was the last
 */
public record SignalsPage(List<SignalRecord> signals, long next) {}
