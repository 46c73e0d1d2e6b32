package io.tickwire.domain.message;

/** Everything published before the check is passed on, or was given up. */
public record PaceDone() {}
