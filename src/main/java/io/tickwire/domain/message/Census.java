package io.tickwire.domain.message;

/** A new guard asks every edge to tell it of its open sessions. */
public record Census() {}
