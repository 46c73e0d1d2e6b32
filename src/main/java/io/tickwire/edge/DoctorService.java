package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Endpoint;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.FeedConfig;
import io.tickwire.config.Listener;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.ModelCommand;
import io.tickwire.domain.message.QuoteQuery;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.SymbolsQuery;
import io.tickwire.edge.MarketChecks.Quoted;
import io.tickwire.ops.Clock;
import io.tickwire.ops.MachineChecks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks every part of a running node how it is. Owner: the edge's context; what blocks runs on a worker. */
public final class DoctorService {
    private static final int MAX_SYMBOLS = 100;

    private final Vertx vertx;
    private final TypedBus bus;
    private final TickwireConfig config;
    private final ServerView server;
    private final Collection<ListenerTls> certificates;
    private final Clock clock;

    DoctorService(
            Vertx vertx,
            TypedBus bus,
            TickwireConfig config,
            ServerView server,
            Collection<ListenerTls> certificates,
            Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.config = config;
        this.server = server;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** Every check. Who does not answer makes a check fail, not this. */
    public Future<List<DoctorCheck>> look() {
        List<Future<List<DoctorCheck>>> parts = new ArrayList<>();
        for (TerminalConfig terminal : config.terminals()) {
            parts.add(account(terminal));
            parts.add(market(terminal));
        }
        if (config.verticles().inference().enabled()) {
            parts.add(asked(Addresses.MODELS, new ModelCommand(ModelCommand.Kind.LIST, ""))
                    .map(report -> ModelChecks.of(
                            report == null ? null : report.models(),
                            config.inference().defaultModel())));
        }
        parts.add(server.now().map(now -> PlatformChecks.parts(now.parts())));
        parts.add(vertx.executeBlocking(this::machine, false));
        return Future.all(parts)
                .map(all ->
                        parts.stream().flatMap(part -> part.result().stream()).toList());
    }

    private List<DoctorCheck> machine() {
        List<DoctorCheck> checks =
                new ArrayList<>(MachineChecks.all(Path.of(config.storage().path()), clock));
        if (config.verticles().inference().enabled()) {
            checks.add(MachineChecks.telemetry(System.getenv("ORT_DISABLE_TELEMETRY")));
        }
        boolean auth = config.auth().enabled();
        for (Listener listener : config.listeners()) {
            if (listener.enabled() || listener.isUsual()) {
                checks.add(PlatformChecks.listener(
                        listener.name(),
                        listener.enabled(),
                        listener.host(),
                        auth,
                        listener.tls().isOn()));
            }
        }
        certificates.stream().filter(ListenerTls::isOn).forEach(tls -> checks.add(tls.check(clock.millis())));
        return checks;
    }

    private Future<List<DoctorCheck>> account(TerminalConfig terminal) {
        String id = terminal.id();
        Future<AccountState> state = asked(Addresses.accountState(id), new AccountQuery());
        Future<RiskReport> risk = asked(Addresses.risk(id), RiskCommand.report());
        AccountChecks checks = new AccountChecks(id, terminal.simulated().stopOut());
        return Future.all(state, risk).map(both -> checks.all(state.result(), risk.result()));
    }

    /** The answer, or null when there is none. */
    private <Q, A> Future<A> asked(Endpoint<Q, A> endpoint, Q question) {
        return bus.request(endpoint, question).otherwise((A) null);
    }

    private Future<List<DoctorCheck>> market(TerminalConfig terminal) {
        return asked(Addresses.symbols(terminal.id()), new SymbolsQuery()).compose(list -> {
            if (list == null) {
                return Future.succeededFuture(checks(terminal).all(null));
            }
            return quotes(terminal, list.streams()).map(quotes -> {
                List<DoctorCheck> found = new ArrayList<>(checks(terminal).all(quotes));
                if (list.streams().size() > quotes.size()) {
                    found.add(DoctorCheck.skipped(
                            "data " + terminal.id(),
                            list.streams().size() - quotes.size() + " more symbols were not looked at"));
                }
                return found;
            });
        });
    }

    private MarketChecks checks(TerminalConfig terminal) {
        FeedConfig feed = terminal.simulated().feed();
        return new MarketChecks(
                terminal.id(),
                new MarketChecks.Settings(
                        config.market().staleAfter(), feed.type() == FeedConfig.Type.REPLAY, feed.waitForSubscriber()),
                clock.millis(),
                clock.nanos());
    }

    /** By stream; a poller is asked under the names its terminal knows. */
    private Future<Map<String, Quoted>> quotes(TerminalConfig terminal, Map<String, SymbolSpec> streams) {
        boolean primary = terminal.id().equals(config.primaryTerminal().id());
        Map<String, Future<QuotedSymbol>> asked = new LinkedHashMap<>();
        streams.entrySet().stream().limit(MAX_SYMBOLS).forEach(stream -> {
            String symbol = primary ? stream.getKey() : stream.getValue().name();
            asked.put(stream.getKey(), asked(Addresses.quote(terminal.id()), new QuoteQuery(symbol)));
        });
        return Future.all(List.copyOf(asked.values())).map(all -> {
            Map<String, Quoted> quotes = new LinkedHashMap<>();
            asked.forEach((stream, quote) -> quotes.put(
                    stream,
                    new Quoted(
                            streams.get(stream).rules().hours(),
                            quote.result() == null ? null : quote.result().tick())));
            return quotes;
        });
    }
}
