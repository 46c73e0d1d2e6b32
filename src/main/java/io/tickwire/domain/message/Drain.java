package io.tickwire.domain.message;

/** The node stops: take nothing new, finish what is under way, then answer. */
public record Drain() {}
