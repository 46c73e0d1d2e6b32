package io.tickwire.domain.message;

/**
 * The present state of an account, with the places its event channels stand at.
 *
 * @param account null while the terminal does not answer
 * @param positions null while the terminal does not answer
 * @param activeOrders signals under way
 */
public record AccountState(
        AccountEvent account, PositionsEvent positions, Resume executions, TerminalStatus terminal, int activeOrders) {}
