package io.tickwire.risk;

/** Why the governor refused, where the code of the catalogue alone does not say it. */
public enum RiskReason {
    /** The symbol has no price yet. */
    NO_QUOTE,
    /** The last price is older than allowed. */
    QUOTE_STALE
}
