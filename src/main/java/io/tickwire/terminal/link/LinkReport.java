package io.tickwire.terminal.link;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** How a terminal introduces itself and how it stands, in messages that a bridge takes. Any thread. */
final class LinkReport {
    /** Symbols in one message: with their sessions they stay below half of the largest. */
    static final int SYMBOLS = 500;
    /** Positions or orders in one message; a bridge reads the others when it wants them. */
    static final int ITEMS = 500;

    private static final int BUILD = 5000;

    private final TerminalGateway gateway;
    private final LinkSettings settings;

    LinkReport(TerminalGateway gateway, LinkSettings settings) {
        this.gateway = gateway;
        this.settings = settings;
    }

    /** The hello, and after it the symbols that did not fit in. */
    Future<List<LinkMessage>> introduction() {
        Future<AccountSnapshot> account = gateway.account();
        Future<List<SymbolSpec>> symbols = gateway.symbols();
        return Future.all(account, symbols).map(all -> introduction(account.result(), symbols.result()));
    }

    private List<LinkMessage> introduction(AccountSnapshot account, List<SymbolSpec> symbols) {
        List<LinkMessage> messages = new ArrayList<>();
        messages.add(hello(account, symbols.subList(0, Math.min(SYMBOLS, symbols.size()))));
        for (int from = SYMBOLS; from < symbols.size(); from += SYMBOLS) {
            messages.add(new LinkMessage.Symbols(symbols.subList(from, Math.min(from + SYMBOLS, symbols.size()))));
        }
        return messages;
    }

    private LinkMessage hello(AccountSnapshot account, List<SymbolSpec> symbols) {
        return new LinkMessage.Hello(
                Long.parseLong(account.login()),
                account.name(),
                account.server(),
                account.company(),
                account.currency(),
                account.leverage(),
                settings.tradeMode(),
                account.marginMode(),
                BUILD,
                settings.version(),
                0,
                settings.epoch(),
                symbols);
    }

    /** Account, positions and orders as they are now. */
    Future<List<LinkMessage>> state() {
        Future<LinkMessage> account = gateway.account().map(LinkOutbox::money);
        Future<LinkMessage> positions =
                gateway.positions().map(all -> new LinkMessage.Positions(shown(all), all.size() > ITEMS));
        Future<LinkMessage> orders =
                gateway.orders().map(all -> new LinkMessage.Orders(shown(all), all.size() > ITEMS));
        return Future.all(account, positions, orders).map(all -> all.<LinkMessage>list());
    }

    private static <T> List<T> shown(List<T> all) {
        return all.size() > ITEMS ? all.subList(0, ITEMS) : all;
    }
}
