package io.tickwire.domain.message;

import io.tickwire.domain.Tick;
import java.util.List;
import java.util.Map;

/**
 * Cached ticks, oldest first; a stream that never had one is absent.
 *
 * @param epoch the publisher's epoch: sequence numbers start again with a new one
 * @param recovered for a resume: whether nothing between the place asked for and now is missing
 */
public record TickHistory(long epoch, Map<String, List<Tick>> ticks, boolean recovered) {}
