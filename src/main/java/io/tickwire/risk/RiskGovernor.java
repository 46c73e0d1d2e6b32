package io.tickwire.risk;

import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradingStatus;
import java.util.Optional;

/** Decides whether a signal may become an order. Pure: everything it looks at is in the question. Any thread. */
public final class RiskGovernor {
    private final OrderRules orders;
    private final AccountRules accounts;

    public RiskGovernor(RiskSettings settings) {
        this.orders = new OrderRules(settings);
        this.accounts = new AccountRules(settings);
    }

    /** Judges a signal that opens a position or places an order; {@code order} is what would be sent for it. */
    public Verdict judgeOpen(OpenQuestion question, TradeRequest order) {
        Optional<Refusal> refusal = judgeAsk(question);
        return refusal.isPresent() ? new Verdict.Denied(refusal.get()) : new Verdict.Approved(new ApprovedOrder(order));
    }

    /** Judges what somebody else would send, by the same rules; nothing is approved for sending by it. */
    public Optional<Refusal> judgeAsk(OpenQuestion question) {
        return accounts.state(question).or(() -> orders.judge(question)).or(() -> accounts.judge(question));
    }

    /**
     * Judges other stops or another price. Stops of a position pass in every trading state, for they are how it is got out
     * of; but none is taken away where one is required, and no pending order is moved while trading is held.
     */
    public Verdict judgeModify(Signal signal, TradeRequest change, TradingStatus trading) {
        return (change instanceof TradeRequest.ModifyOrder ? AccountRules.held(trading) : Optional.<Refusal>empty())
                .or(() -> orders.stopLoss(signal))
                .<Verdict>map(Verdict.Denied::new)
                .orElseGet(() -> new Verdict.Approved(new ApprovedOrder(change)));
    }

    /** Closing lessens risk: it passes in every trading state. */
    public ApprovedOrder approveClose(Position position, double volume, String tag, int deviationPoints) {
        return new ApprovedOrder(new TradeRequest.ClosePosition(tag, position.ticket(), volume, deviationPoints));
    }

    /** Cancelling lessens risk: it passes in every trading state. */
    public ApprovedOrder approveCancel(PendingOrder order, String tag) {
        return new ApprovedOrder(new TradeRequest.CancelOrder(tag, order.ticket()));
    }

    /** A volume that the symbol does not allow, with what it allows. */
    public static Refusal invalidVolume(double volume, SymbolSpec spec) {
        return OrderRules.invalidVolume(volume, spec);
    }
}
