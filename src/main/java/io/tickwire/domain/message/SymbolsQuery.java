package io.tickwire.domain.message;

/** Asks a poller which streams it has. */
public record SymbolsQuery() {}
