package io.tickwire.domain.message;

/** Asks a paced consumer to answer once it has passed on everything published before. */
public record PaceCheck() {}
