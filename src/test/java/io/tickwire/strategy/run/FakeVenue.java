package io.tickwire.strategy.run;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.strategy.Order;
import io.tickwire.terminal.SymbolCatalogue;
import java.util.ArrayList;
import java.util.List;

/** A venue that remembers what it got; the test answers. */
final class FakeVenue implements Venue {
    final List<Order> sent = new ArrayList<>();
    final List<Long> ids = new ArrayList<>();
    final List<Long> asked = new ArrayList<>();
    List<Position> positions = List.of();
    List<PendingOrder> orders = List.of();
    long nowMsc;

    @Override
    public long nowMsc() {
        return nowMsc;
    }

    @Override
    public SymbolSpec spec(String symbol) {
        return SymbolCatalogue.spec(symbol);
    }

    @Override
    public AccountSnapshot account() {
        return null;
    }

    @Override
    public List<Position> positions() {
        return positions;
    }

    @Override
    public List<PendingOrder> orders() {
        return orders;
    }

    @Override
    public void send(long id, Order order) {
        ids.add(id);
        sent.add(order);
    }

    @Override
    public void predict(long id, String model, String symbol, double[] closes) {
        asked.add(id);
    }
}
