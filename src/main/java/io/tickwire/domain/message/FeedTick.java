package io.tickwire.domain.message;

import io.tickwire.domain.RawTick;

/** A tick that a client sent; {@code feed} is the name of the client's identity. */
public record FeedTick(String feed, RawTick tick) {}
