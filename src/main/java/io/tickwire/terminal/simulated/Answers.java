package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.Retcode;

/** Answers of the paper broker. Any thread. */
final class Answers {
    private Answers() {}

    static TradeResult.Rejected rejected(Retcode retcode) {
        return rejected(retcode, retcode.text());
    }

    static TradeResult.Rejected rejected(Retcode retcode, String comment) {
        return new TradeResult.Rejected(retcode.code(), comment);
    }

    static TradeResult accepted(long ticket, long timeMsc, Retcode retcode) {
        return new TradeResult.Accepted(ticket, timeMsc, retcode.code());
    }

    static TradeResult filled(Deal deal, Retcode retcode) {
        return new TradeResult.Filled(
                deal.order(),
                deal.ticket(),
                deal.positionId(),
                deal.price(),
                deal.volume(),
                deal.profit(),
                deal.timeMsc(),
                retcode.code());
    }
}
