package io.tickwire.domain;

/**
 * An account's money at one moment, in its own currency.
 *
 * @param login the account number, as text
 * @param margin margin in use
 * @param freeMargin equity less margin
 * @param marginLevel {@code equity / margin * 100}, 0 while no margin is used
 * @param profit floating profit of all positions
 */
public record AccountSnapshot(
        String login,
        String name,
        String server,
        String company,
        String currency,
        int leverage,
        TradeMode tradeMode,
        MarginMode marginMode,
        double balance,
        double credit,
        double equity,
        double margin,
        double freeMargin,
        double marginLevel,
        double profit) {}
