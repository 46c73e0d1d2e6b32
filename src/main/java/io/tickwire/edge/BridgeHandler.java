package io.tickwire.edge;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.bridge.BridgeCodec;
import io.tickwire.protocol.bridge.BridgeMessage;
import io.tickwire.protocol.bridge.BridgeReplies;
import io.tickwire.protocol.bridge.BridgeReplies.ServerStatus;
import io.tickwire.protocol.json.Decoded;
import io.vertx.core.Future;
import java.util.Locale;

/** The bridge profile: decodes, hands each kind of message to who answers it, acknowledges the rest. */
final class BridgeHandler implements MessageHandler {
    private final BridgeCodec codec;
    private final StreamService streams;
    private final SignalService signals;
    private final TerminalService terminals;
    private final AdminService admins;
    private final ServerView server;
    private final EdgeStats stats;
    private final Clock clock;
    private final Metrics metrics;

    BridgeHandler(
            BridgeCodec codec,
            StreamService streams,
            SignalService signals,
            TerminalService terminals,
            AdminService admins,
            ServerView server,
            EdgeStats stats,
            Clock clock,
            Metrics metrics) {
        this.codec = codec;
        this.streams = streams;
        this.signals = signals;
        this.terminals = terminals;
        this.admins = admins;
        this.server = server;
        this.stats = stats;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> opened(Session session) {
        return server.now()
                .onSuccess(now -> session.reply(
                        BridgeReplies.welcome(status(now.level()), now.terminal(), now.marketData(), clock.millis())));
    }

    private static ServerStatus status(HealthReport.Level level) {
        return switch (level) {
            case HEALTHY -> ServerStatus.READY;
            case DEGRADED -> ServerStatus.DEGRADED;
            case UNHEALTHY -> ServerStatus.HALTED;
        };
    }

    @Override
    public void message(Session session, Part message) {
        stats.message();
        Decoded<BridgeMessage> decoded = codec.decode(message.payload());
        if (decoded instanceof Decoded.Message<BridgeMessage> good) {
            metrics.message(Profile.BRIDGE.label(), good.value().type(), "ok");
            handle(session, good.value());
        } else if (decoded instanceof Decoded.Malformed<BridgeMessage> bad) {
            metrics.message(Profile.BRIDGE.label(), bad.type().isEmpty() ? "unknown" : bad.type(), "malformed");
            refuse(session, bad.refusal());
        }
    }

    private void handle(Session session, BridgeMessage message) {
        Refusal refusal = MessageScopes.lacking(session.caller(), message);
        if (refusal != null) {
            refuse(session, refusal);
            return;
        }
        if (message instanceof BridgeMessage.TradingSignal signal) {
            signals.submit(session, signal.signal(), signal.sentMsc());
        } else if (message instanceof BridgeMessage.TickData tick) {
            terminals.feed(session, tick, this::refuse);
        } else if (message instanceof BridgeMessage.Stream stream) {
            streams.handle(session, stream.request(), true, this::refuse);
        } else if (message instanceof BridgeMessage.ClientHeartbeat) {
            heartbeat(session);
        } else if (message instanceof BridgeMessage.Admin admin) {
            admins.run(session, admin, this::refuse);
        } else if (message instanceof BridgeMessage.Command command) {
            terminals.command(session, command.command(), this::refuse);
        } else if (message instanceof BridgeMessage.AccountCommand) {
            terminals.account(session, this::refuse);
        } else if (message instanceof BridgeMessage.GetTicks query) {
            terminals.ticks(session, query, this::refuse);
        } else {
            acknowledge(session, message);
        }
    }

    private void acknowledge(Session session, BridgeMessage message) {
        stats.succeeded();
        if (message instanceof BridgeMessage.AccountInfo info) {
            session.reply(BridgeReplies.accountInfoProcessed(info, clock.millis()));
        } else if (message instanceof BridgeMessage.Listing listing) {
            session.reply(BridgeReplies.listingProcessed(listing, clock.millis()));
        } else {
            session.reply(BridgeReplies.connectionAcknowledged(session.clientId(), clock.millis()));
        }
    }

    private void heartbeat(Session session) {
        stats.succeeded();
        server.now()
                .onSuccess(now -> session.reply(BridgeReplies.heartbeatResponse(
                        now.level().name().toLowerCase(Locale.ROOT),
                        now.terminal(),
                        new BridgeReplies.Stats(
                                stats.openConnections(),
                                stats.totalConnections(),
                                stats.messages(),
                                stats.succeededOperations(),
                                stats.failedOperations()),
                        clock.millis())));
    }

    @Override
    public void refuse(Session session, Refusal refusal) {
        if (refusal.code() != ErrorCode.RATE_LIMITED) {
            stats.failed();
        }
        session.reply(BridgeReplies.error(refusal, clock.millis()));
    }
}
