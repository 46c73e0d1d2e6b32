package io.tickwire.terminal.link;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.protocol.terminal.LinkMessage.Hello;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalUnavailableException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a terminal told of itself: symbols, account, orders, deals. Owner: the gateway's thread. */
final class LinkBook {
    private static final int DEALS_TOLD = 10_000;

    private final String id;
    private final Consumer<TerminalEvent> events;
    private final Map<String, SymbolSpec> symbols = new LinkedHashMap<>();
    private final Set<Long> dealsTold = new LinkedHashSet<>();
    private LinkMessage.Account money;
    private LinkMessage.Orders orders = new LinkMessage.Orders(List.of(), false);

    LinkBook(String id, Consumer<TerminalEvent> events) {
        this.id = id;
        this.events = events;
    }

    /** Symbols that are new, and such whose figures changed: a terminal is restarted with another broker's rules. */
    void list(List<SymbolSpec> told, BrokerTime time) {
        for (SymbolSpec spec : told) {
            SymbolSpec here = time.utc(spec);
            SymbolSpec before = symbols.put(here.name(), here);
            if (before == null) {
                events.accept(new TerminalEvent.SymbolAdded(here));
            } else if (!before.equals(here)) {
                events.accept(new TerminalEvent.SymbolChanged(here));
            }
        }
    }

    /** What the terminal tells by itself; false when it is none of these. */
    boolean take(LinkMessage message, BrokerTime time) {
        if (message instanceof LinkMessage.Account told) {
            money = told;
        } else if (message instanceof LinkMessage.Orders told) {
            orders(told);
        } else if (message instanceof LinkMessage.DealDone done) {
            deal(done, time);
        } else if (message instanceof LinkMessage.Symbols more) {
            list(more.symbols(), time);
        } else {
            return false;
        }
        return true;
    }

    /** Of a list that was cut, the change may be in what is not shown. */
    private void orders(LinkMessage.Orders told) {
        boolean changed = told.more() || !told.equals(orders);
        orders = told;
        if (changed) {
            events.accept(new TerminalEvent.OrdersChanged());
        }
    }

    private void deal(LinkMessage.DealDone done, BrokerTime time) {
        if (dealsTold.add(done.deal().ticket())) {
            if (dealsTold.size() > DEALS_TOLD) {
                dealsTold.remove(dealsTold.iterator().next());
            }
            events.accept(new TerminalEvent.DealDone(time.utc(done.deal())));
        }
    }

    List<SymbolSpec> symbols() {
        return List.copyOf(symbols.values());
    }

    /** The account's money is not known until the next connection tells it. */
    void forgetMoney() {
        money = null;
    }

    AccountSnapshot account(Hello hello) {
        if (money == null) {
            throw new TerminalUnavailableException("terminal " + id + " has not told its account yet");
        }
        return new AccountSnapshot(
                Long.toString(hello.account()),
                hello.name(),
                hello.server(),
                hello.company(),
                hello.currency(),
                hello.leverage(),
                hello.tradeMode(),
                hello.marginMode(),
                money.balance(),
                money.credit(),
                money.equity(),
                money.margin(),
                money.freeMargin(),
                money.marginLevel(),
                money.profit());
    }
}
