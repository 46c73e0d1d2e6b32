package io.tickwire.edge.frames;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.function.Supplier;
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
     * A WebSocket came about.
     *
     * @param <T> what the leave said
     */
    @FunctionalInterface
    public interface Accepted<T> {
        /** Opens the frames and lets them be read. */
        void accept(ServerWebSocket socket, FrameHandler frames, T leave);
    }

    /**
     * Upgrades, or says why not.
     *
     * @param deflation used when the client offers it; null to decline
     * @param leave asked after the handshake was looked at and before it is answered; what the client sends meanwhile
     *     waits in the frames
     * @param refused answers a request that got no leave, by {@link #refuse}
     */
    public static <T> void perform(
            HttpServerRequest request,
            Deflation deflation,
            Supplier<Future<T>> leave,
            Accepted<T> accepted,
            Handler<Throwable> refused) {
        Handshake.No no = Handshake.check(request.method(), request.headers());
        if (no != null) {
            refuse(request, no.status(), no.reason(), no.headers());
            return;
        }
        ChannelPipeline pipeline =
                ((ConnectionBase) request.connection()).channelHandlerContext().pipeline();
        String answer =
                deflation == null ? null : DeflateOffer.answer(request.headers().getAll(EXTENSIONS));
        FrameHandler frames = new FrameHandler(answer == null ? null : deflation);
        pipeline.addAfter(HTTP_ENCODER, FRAMES, frames);
        pipeline.replace(HTTP_DECODER, HTTP_DECODER, new Passage());
        // Else the request would have ended, and an ended one is upgraded no more.
        request.pause();
        leave.get().onFailure(refused).onSuccess(given -> {
            if (answer != null) {
                request.response().putHeader(EXTENSIONS, answer);
            }
            request.toWebSocket()
                    .onSuccess(socket -> {
                        pipeline.remove(FRAME_DECODER);
                        accepted.accept(socket, frames, given);
                    })
                    .onFailure(failure -> {
                        LOG.debug("upgrade failed: {}", failure.toString());
                        request.connection().close();
                    });
        });
    }

    /** Answers, and closes: what a client sends behind a handshake is not HTTP. */
    public static void refuse(HttpServerRequest request, int status, String reason) {
        refuse(request, status, reason, Map.of());
    }

    /** @param headers that go with the answer */
    public static void refuse(HttpServerRequest request, int status, String reason, Map<String, String> headers) {
        headers.forEach(request.response()::putHeader);
        request.response()
                .setStatusCode(status)
                .putHeader("Connection", "close")
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(reason + "\n")
                .onComplete(done -> request.connection().close());
    }
}
