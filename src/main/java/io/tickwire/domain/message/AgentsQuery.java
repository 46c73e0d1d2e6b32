package io.tickwire.domain.message;

/** Asks which Expert Advisors are alive. */
public record AgentsQuery() {}
