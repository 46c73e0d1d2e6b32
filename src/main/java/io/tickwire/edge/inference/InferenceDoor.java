package io.tickwire.edge.inference;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.tickwire.config.InferenceConfig;
import io.tickwire.domain.message.Revoked;
import io.tickwire.edge.Access;
import io.tickwire.edge.Origins;
import io.tickwire.edge.Turn;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.WindowReader;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.HashMap;
import java.util.Map;

/** Lets clients of the inference socket in: each connection becomes a session. Owner: the verticle's context. */
public final class InferenceDoor {
    /** Connections beyond the limit that are told so; more are closed without a word. */
    private static final int TOLD = 64;

    /** Desks that are kept; a client names its model, so there may be any number. */
    private static final int DESKS = 256;

    private final InferenceParts parts;
    private final InferenceConfig config;
    private final String id;
    private final Tools tools;
    private final SessionBook book;
    private final Map<String, ModelDesk> desks = new HashMap<>();
    private long opened;
    private boolean closing;

    /** @param id unique on the node */
    public InferenceDoor(Vertx vertx, InferenceParts parts, String id) {
        this.parts = parts;
        this.config = parts.inference();
        this.id = id;
        this.book = new SessionBook(
                parts.config().limits(), config.idleTimeout(), parts.clock(), parts.metrics(), parts.audit());
        this.tools = new Tools(
                vertx,
                config,
                new Turn(vertx),
                new Answers(),
                new WindowReader(),
                new Access(parts.bus(), parts.config()),
                Origins.of(parts.config()),
                this::desk,
                parts.clock(),
                parts.metrics());
        parts.metrics().sessions(SessionBook.PROFILE, id, book::count);
    }

    private ModelDesk desk(String model) {
        if (desks.size() >= DESKS) {
            desks.clear();
        }
        return desks.computeIfAbsent(model, name -> new ModelDesk(parts.bus(), name, config.timeout()));
    }

    /** A new connection, on a port whose clients ask this model unless they name another one. */
    void accept(NetSocket socket, String model) {
        ChannelHandlerContext ctx = ((NetSocketInternal) socket).channelHandlerContext();
        Channel channel = ctx.channel();
        boolean full = book.count() >= config.maxSessions();
        if (full) {
            parts.metrics().refused("connection", "inference");
        }
        if (closing || book.count() >= config.maxSessions() + TOLD) {
            channel.close();
            return;
        }
        InferenceSession session = new InferenceSession(
                id + "-" + ++opened,
                socket.remoteAddress().hostAddress(),
                desk(model),
                new Lobby(channel),
                config.maxWaiting(),
                parts.clock(),
                parts.metrics(),
                this::stopped);
        book.add(session);
        // A client may end its stream after the last window and still wait for the answer.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        TurnedAway refusal = full
                ? new TurnedAway(
                        CloseCode.NO_ROOM,
                        "maximum of " + config.maxSessions()
                                + " sessions reached: close unused ones, or raise inference.maxSessions")
                : null;
        ContextInternal context = ContextInternal.current();
        Sniffer sniffer = new Sniffer(tools, session, context, refusal);
        if (full || !tools.isOpen()) {
            sniffer.settle();
        }
        ctx.pipeline().addBefore(ctx.name(), "sniffer", sniffer);
        ctx.pipeline()
                .addBefore(
                        ctx.name(),
                        SessionHandler.NAME,
                        new SessionHandler(session, context, () -> book.remove(session)));
    }

    private void stopped() {
        if (config.stopEndsProcess()) {
            parts.endProcess().run();
        }
    }

    /** Closes whoever came in by a credential that is not accepted any more. */
    public void revoke(Revoked credentials) {
        book.revoke(credentials);
    }

    /** Called every second. */
    public void sweep() {
        book.sweep();
    }

    /** Takes nobody in any more, answers what is under way and sends everybody away. */
    public void stop() {
        closing = true;
        book.endAll(parts.stopping().getAsBoolean());
    }

    /** Whether everybody is gone. */
    public boolean isEmpty() {
        return book.count() == 0;
    }
}
