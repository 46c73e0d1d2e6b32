package io.tickwire.domain.message;

/** Asks a poller what a symbol costs now, under the name its terminal knows. */
public record QuoteQuery(String symbol) {}
