package io.tickwire.edge.frames;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a WebSocket of a request: the handshake is Vert.x's, but the frames that follow are read by a {@link FrameHandler},
 * from the first byte behind the request's head.
 */
public final class Upgrade {
    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);
    private static final String HTTP_DECODER = "httpDecoder";
    private static final String HTTP_ENCODER = "httpEncoder";
    private static final String FRAME_DECODER = "wsdecoder";
    private static final String FRAMES = "frames";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private Upgrade() {}

    /** Stands where Netty's handshake looks for the HTTP decoder; bytes go past it. */
    private static final class Passage extends HttpRequestDecoder {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.fireChannelRead(message);
        }
    }

    /** Whether a request is to be upgraded. HTTP/1.0 knows no upgrade: there the header means nothing (RFC 9110 §7.8). */
    public static boolean isAskedFor(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1 && Handshake.isAskedFor(request.headers());
    }

    /**
     * Upgrades, or says why not. Whoever accepts opens the frames and lets them be read.
     *
     * @param deflation used when the client offers it; null to decline
     */
    public static void perform(
            HttpServerRequest request, Deflation deflation, BiConsumer<ServerWebSocket, FrameHandler> accepted) {
        Handshake.No no = Handshake.check(request.method(), request.headers());
        if (no != null) {
            no.headers().forEach(request.response()::putHeader);
            refuse(request, no.status(), no.reason());
            return;
        }
        ChannelPipeline pipeline =
                ((ConnectionBase) request.connection()).channelHandlerContext().pipeline();
        FrameHandler frames = new FrameHandler(negotiated(request, deflation));
        pipeline.addAfter(HTTP_ENCODER, FRAMES, frames);
        pipeline.replace(HTTP_DECODER, HTTP_DECODER, new Passage());
        request.toWebSocket()
                .onSuccess(socket -> {
                    pipeline.remove(FRAME_DECODER);
                    accepted.accept(socket, frames);
                })
                .onFailure(failure -> {
                    LOG.debug("upgrade failed: {}", failure.toString());
                    request.connection().close();
                });
    }

    private static Deflation negotiated(HttpServerRequest request, Deflation deflation) {
        String answer =
                deflation == null ? null : DeflateOffer.answer(request.headers().getAll(EXTENSIONS));
        if (answer == null) {
            return null;
        }
        request.response().putHeader(EXTENSIONS, answer);
        return deflation;
    }

    /** Answers, and closes: what a client sends behind a handshake is not HTTP. */
    public static void refuse(HttpServerRequest request, int status, String reason) {
        request.response()
                .setStatusCode(status)
                .putHeader("Connection", "close")
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(reason + "\n")
                .onComplete(done -> request.connection().close());
    }
}
