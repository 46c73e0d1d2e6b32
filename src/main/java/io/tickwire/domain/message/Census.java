package io.tickwire.domain.message;

/** A new guard or poller asks every edge to tell it of itself and its open sessions. */
public record Census() {}
