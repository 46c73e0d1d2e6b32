package io.tickwire.domain.message;

/** Asks for the strategies of a node. */
public record StrategiesQuery() {}
