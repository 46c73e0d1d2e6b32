package io.tickwire.domain.message;

/** Nothing is under way any more, or it took too long. */
public record Drained() {}
