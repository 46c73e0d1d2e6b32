package io.tickwire.edge.inference;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import io.tickwire.config.InferenceConfig;
import io.tickwire.domain.Scope;
import io.tickwire.edge.Access;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.RefusedException;
import io.tickwire.edge.frames.Handshake;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;

/**
 * A client that speaks HTTP: it may become a WebSocket, on any path, and nothing else. Owner: the channel's event loop.
 */
final class HeadHandler extends ChannelInboundHandlerAdapter {
    static final String NAME = "head";

    private static final String MODELS = "/models/";
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int TOO_LARGE = 431;
    private static final int UNAVAILABLE = 503;

    private final Tools tools;
    private final InferenceSession session;
    private final ContextInternal context;
    private final TurnedAway refusal;
    private ChannelHandlerContext channel;
    private boolean answered;

    /** @param refusal why the client is turned away; null when it is not */
    HeadHandler(Tools tools, InferenceSession session, ContextInternal context, TurnedAway refusal) {
        this.tools = tools;
        this.session = session;
        this.context = context;
        this.refusal = refusal;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request && !answered) {
                answered = true;
                context.dispatch(request, this::head);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            boolean large = request.decoderResult().cause() instanceof TooLongFrameException;
            refuse(large ? TOO_LARGE : BAD_REQUEST, large ? "The head is too large" : "This is not HTTP", Map.of());
            return;
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        request.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1) || !Handshake.isAskedFor(headers)) {
            refuse(
                    UPGRADE_REQUIRED,
                    "This port speaks WebSocket, and plain text over TCP: closing prices in, buy or sell out",
                    Map.of("Upgrade", "websocket"));
            return;
        }
        Handshake.No no = Handshake.check(HttpMethod.valueOf(request.method().name()), headers);
        if (no != null) {
            refuse(no.status(), no.reason(), no.headers());
            return;
        }
        upgrade(request.uri(), headers);
    }

    private void upgrade(String uri, MultiMap headers) {
        String path = uri.split("[?#]", 2)[0];
        String model = path.startsWith(MODELS) ? path.substring(MODELS.length()).replaceFirst("/$", "") : null;
        if (model != null && !InferenceConfig.isModelName(model)) {
            refuse(NOT_FOUND, "No model can be called so", Map.of());
        } else if (!tools.origins().allows(headers.get("Origin"), headers.get("Host"))) {
            refuse(FORBIDDEN, "http.allowedOrigins does not let this Origin in", Map.of());
        } else {
            if (model != null) {
                session.asks(tools.models().apply(model));
            }
            FrameUpgrade upgrade = new FrameUpgrade(tools, session, context, headers);
            upgrade.install(channel.pipeline());
            tools.access()
                    .admit(session.ip(), headers, parameters(uri), path, true)
                    .compose(caller -> Access.demand(caller, Scope.READ))
                    .onComplete(caller -> accept(upgrade, caller), this::refuse);
        }
    }

    private void accept(FrameUpgrade upgrade, Caller caller) {
        session.admit(caller);
        upgrade.perform();
        if (refusal != null) {
            session.end(refusal.code(), refusal.why());
        }
    }

    private static MultiMap parameters(String uri) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        try {
            new QueryStringDecoder(uri).parameters().forEach(parameters::add);
        } catch (IllegalArgumentException notUrlEncoded) {
            return MultiMap.caseInsensitiveMultiMap();
        }
        return parameters;
    }

    private void refuse(Throwable failure) {
        if (failure instanceof RefusedException no) {
            Object suggestion = no.refusal().details().get("suggestion");
            refuse(
                    no.refusal().code().http(),
                    no.refusal().code() + ": " + no.getMessage() + (suggestion == null ? "" : "\n" + suggestion),
                    HttpReply.headers(no.refusal()));
        } else {
            refuse(UNAVAILABLE, "The server cannot look at credentials now", Map.of());
        }
    }

    private void refuse(int status, String sentence, Map<String, String> headers) {
        ChannelHandlerContext out = channel.pipeline().context(SessionHandler.NAME);
        if (out != null) {
            out.write(ByteBufUtil.writeUtf8(out.alloc(), HttpText.sentence(status, sentence, headers)));
            Goodbye.endStream(out);
        }
    }
}
