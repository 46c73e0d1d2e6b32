package io.tickwire.domain.message;

/** A connection is gone. */
public record CloseSession(String session) {}
