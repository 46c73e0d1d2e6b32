package io.tickwire.risk;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.message.RiskReport.Figures;
import java.util.Locale;

/** The account's risk in figures, for people and for Expert Advisors that ask how much they may risk. Pure. */
public final class RiskView {
    private final RiskSettings settings;
    private final Throttle throttle;

    public RiskView(RiskSettings settings) {
        this.settings = settings;
        this.throttle = new Throttle(settings);
    }

    /** The multiplier of an order's size, 0 to 1. */
    public double multiplier(RiskState memory, AccountSnapshot account, double mandate) {
        double demo = account.tradeMode() == TradeMode.DEMO ? settings.demoMultiplier() : 1;
        return throttle.multiplier(memory, account) * demo * mandate;
    }

    /** The multiplier of one Expert Advisor: the smallest of its own, the administrator's and the governor's. */
    public double multiplier(RiskState memory, AccountSnapshot account, double mandate, String expertAdvisor) {
        return Math.min(multiplier(memory, account, mandate), memory.multiplier(expertAdvisor));
    }

    public Figures figures(RiskState memory, AccountSnapshot account, double mandate) {
        return new Figures(
                throttle.tier(memory.dayStartEquity()).name().toLowerCase(Locale.ROOT),
                Throttle.dailyLossPercent(memory, account.equity()),
                settings.daily().effectivePercent(),
                Throttle.drawdownPercent(memory, account.equity()),
                settings.maxDrawdownPercent(),
                Throttle.profitPercent(memory, account.equity()),
                multiplier(memory, account, mandate));
    }
}
