package io.tickwire.domain.message;

import io.tickwire.domain.RawTick;
import java.util.List;

/**
 * Ticks, the oldest first.
 *
 * @param known whether the stream exists, or has ticks on disk
 * @param next cursor of the next page; empty = this was the last
 */
public record StoredTicks(boolean known, List<RawTick> ticks, String next) {}
