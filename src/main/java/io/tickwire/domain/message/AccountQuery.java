package io.tickwire.domain.message;

/** Asks the executor for the present state of its account. */
public record AccountQuery() {}
