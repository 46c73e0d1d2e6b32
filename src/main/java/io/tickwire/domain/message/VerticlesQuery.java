package io.tickwire.domain.message;

/** Asks the supervisor what runs on its node. */
public record VerticlesQuery() {}
