package io.tickwire.risk;

/** Why the governor refused, where the code of the catalogue alone does not say it. */
public enum RiskReason {
    /** The symbol has no price yet. */
    NO_QUOTE,
    /** The last price is older than allowed. */
    QUOTE_STALE,
    /** Bid and ask are farther apart than allowed. */
    SPREAD_TOO_WIDE,
    /** The symbol is not among those that may be opened. */
    SYMBOL_NOT_ALLOWED,
    /** Not at this time of the week. */
    OUTSIDE_HOURS,
    /** More lots than one order may have. */
    VOLUME_ABOVE_MAXIMUM,
    /** More lots than one order may have at the present multiplier. */
    VOLUME_ABOVE_MULTIPLIER,
    /** An order must have a stop loss. */
    STOP_LOSS_REQUIRED,
    /** As many positions are open as may be. */
    MAX_POSITIONS,
    /** As many positions of the symbol are open as may be. */
    MAX_POSITIONS_PER_SYMBOL,
    /** As many orders are pending as may be. */
    MAX_ORDERS,
    /** As many orders of the symbol are pending as may be. */
    MAX_ORDERS_PER_SYMBOL,
    /** More lots in one direction than allowed. */
    MAX_EXPOSURE,
    /** More margin would be in use than allowed. */
    MARGIN_USE,
    /** The account sent as many orders in a minute as it may. */
    ORDER_RATE,
    /** The day's loss is used up. */
    DAILY_LOSS,
    /** Too far below the greatest equity. */
    MAX_DRAWDOWN,
    /** The target is reached: only the best signals pass until the trading days are full. */
    PRESERVATION,
    /** News are due. */
    NEWS_WINDOW,
    /** The risk multiplier is 0. */
    MULTIPLIER_ZERO
}
