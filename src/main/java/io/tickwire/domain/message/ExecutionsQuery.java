package io.tickwire.domain.message;

/** Asks for the execution events after a place; {@code limit} bounds the answer. */
public record ExecutionsQuery(Resume since, int limit) {}
