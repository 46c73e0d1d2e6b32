package io.tickwire.domain;

/** What a terminal answered to a {@link TradeRequest}. */
public sealed interface TradeResult {

    /** Executed. {@code profit} is the realised profit in account currency. */
    record Filled(
            long order,
            long deal,
            long positionId,
            double price,
            double volume,
            double profit,
            long timeMsc,
            int retcode)
            implements TradeResult {}

    /** Accepted without a deal: a modification, a removal, a pending order that was placed. */
    record Accepted(long order, long timeMsc, int retcode) implements TradeResult {}

    /** Refused by the terminal or the broker; code and comment are theirs, unchanged. */
    record Rejected(int retcode, String comment) implements TradeResult {}

    /** No answer, or one that proves nothing. */
    record Unknown(String why) implements TradeResult {}
}
