package io.tickwire.terminal.link;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeRequest.ModifyOrder;
import io.tickwire.domain.TradeRequest.PlacePending;
import io.tickwire.domain.TradeRules;
import io.tickwire.domain.TradingHours;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Converts between a broker's wall clock and UTC; 0 stays 0, because it means "none". Pure.
 *
 * @param offsetSeconds broker time less UTC
 */
record BrokerTime(int offsetSeconds) {
    private static final ZoneId UNTOLD = ZoneId.of("UTC");

    long utc(long brokerMsc) {
        return brokerMsc == 0 ? 0 : brokerMsc - offsetSeconds * 1000L;
    }

    /** A bound of a time span, which may lie at the ends of time. */
    long broker(long utcMsc) {
        long moved = utcMsc == 0 || utcMsc > Long.MAX_VALUE / 2 ? utcMsc : utcMsc + offsetSeconds * 1000L;
        return Math.max(0, moved);
    }

    RawTick utc(RawTick tick) {
        return offsetSeconds == 0 ? tick : tick.at(utc(tick.timeMsc()));
    }

    Bar utc(Bar bar) {
        return new Bar(
                bar.symbol(),
                bar.timeframe(),
                utc(bar.timeMsc()),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.tickVolume(),
                bar.closed());
    }

    Position utc(Position position) {
        return new Position(
                position.ticket(),
                position.symbol(),
                position.side(),
                position.volume(),
                position.openPrice(),
                utc(position.openTimeMsc()),
                position.stopLoss(),
                position.takeProfit(),
                position.currentPrice(),
                position.profit(),
                position.swap(),
                position.magic(),
                position.comment());
    }

    PendingOrder utc(PendingOrder order) {
        return new PendingOrder(
                order.ticket(),
                order.symbol(),
                order.type(),
                order.volume(),
                order.price(),
                order.stopLimitPrice(),
                order.stopLoss(),
                order.takeProfit(),
                utc(order.timeMsc()),
                order.orderTime(),
                utc(order.expirationMsc()),
                order.magic(),
                order.comment());
    }

    HistoryOrder utc(HistoryOrder order) {
        return new HistoryOrder(
                order.ticket(),
                order.symbol(),
                order.type(),
                order.state(),
                order.filling(),
                order.orderTime(),
                order.initialVolume(),
                order.remainingVolume(),
                order.price(),
                order.stopLimitPrice(),
                order.stopLoss(),
                order.takeProfit(),
                utc(order.setupMsc()),
                utc(order.doneMsc()),
                utc(order.expirationMsc()),
                order.positionId(),
                order.magic(),
                order.comment());
    }

    Deal utc(Deal deal) {
        return new Deal(
                deal.ticket(),
                deal.order(),
                deal.positionId(),
                deal.symbol(),
                deal.side(),
                deal.entry(),
                deal.reason(),
                deal.volume(),
                deal.price(),
                deal.profit(),
                deal.commission(),
                deal.swap(),
                utc(deal.timeMsc()),
                deal.magic(),
                deal.comment());
    }

    /** Sessions without a time zone of their own are in the broker's. */
    SymbolSpec utc(SymbolSpec spec) {
        TradingHours hours = spec.rules().hours();
        if (offsetSeconds == 0 || !UNTOLD.equals(hours.zone())) {
            return spec;
        }
        TradeRules told = spec.rules();
        TradeRules rules = new TradeRules(
                told.tradeMode(),
                told.calcMode(),
                told.fillings(),
                told.orderTimes(),
                told.tickSize(),
                told.tickValue(),
                told.volumeLimit(),
                told.hedgedMargin(),
                told.swap(),
                new TradingHours(ZoneOffset.ofTotalSeconds(offsetSeconds), hours.sessions(), hours.holidays()));
        return new SymbolSpec(
                spec.name(),
                spec.description(),
                spec.digits(),
                spec.contractSize(),
                spec.volume(),
                spec.currencies(),
                spec.stopsLevel(),
                spec.freezeLevel(),
                rules);
    }

    /** The instruction with its expiry on the broker's clock. */
    TradeRequest broker(TradeRequest order) {
        if (order instanceof PlacePending place) {
            return new PlacePending(
                    place.tag(),
                    place.symbol(),
                    place.type(),
                    place.volume(),
                    place.price(),
                    place.stopLimitPrice(),
                    place.stopLoss(),
                    place.takeProfit(),
                    place.orderTime(),
                    broker(place.expirationMsc()),
                    place.magic(),
                    place.comment());
        }
        if (order instanceof ModifyOrder modify) {
            return new ModifyOrder(
                    modify.tag(),
                    modify.ticket(),
                    modify.price(),
                    modify.stopLimitPrice(),
                    modify.stopLoss(),
                    modify.takeProfit(),
                    modify.orderTime(),
                    broker(modify.expirationMsc()));
        }
        return order;
    }
}
