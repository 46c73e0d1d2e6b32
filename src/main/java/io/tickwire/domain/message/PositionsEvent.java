package io.tickwire.domain.message;

import io.tickwire.domain.Position;
import java.util.List;

/** An account's positions changed; always the whole list. */
public record PositionsEvent(String account, long epoch, long seq, long timeMsc, List<Position> positions) {}
