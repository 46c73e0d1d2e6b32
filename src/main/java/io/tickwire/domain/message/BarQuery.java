package io.tickwire.domain.message;

import io.tickwire.domain.Timeframe;

/** Asks a poller for the newest bars of a stream. */
public record BarQuery(String stream, Timeframe timeframe, int count) {}
