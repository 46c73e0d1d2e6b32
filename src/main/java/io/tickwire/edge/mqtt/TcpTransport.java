package io.tickwire.edge.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MQTT over TCP or TLS: stands in the pipeline before Vert.x' own handler, which sees nothing of it. Owner: the channel's
 * event loop; what {@link MqttTransport} offers, any thread.
 */
final class TcpTransport extends ChannelInboundHandlerAdapter implements MqttTransport {
    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);
    private static final long GOODBYE_S = 2;

    private final String ip;
    private final byte[] scratch;
    private ChannelHandlerContext ctx;
    private MqttConnection connection;

    /** @param scratch of this event loop, for what was just read */
    TcpTransport(String ip, byte[] scratch) {
        this.ip = ip;
        this.scratch = scratch;
    }

    void serves(MqttConnection whom) {
        connection = whom;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable()) {
                int length = Math.min(scratch.length, bytes.readableBytes());
                bytes.readBytes(scratch, 0, length);
                connection.bytes(scratch, 0, length);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable failure) {
        LOG.debug("MQTT {}: {}", ip, failure.toString());
        from.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        connection.lost();
        from.fireChannelInactive();
    }

    @Override
    public void write(ByteBuf bytes, Runnable written) {
        ctx.writeAndFlush(bytes).addListener(done -> written.run());
    }

    /** Ends our stream, so that the client can read our last words; it has two seconds to end its own. */
    @Override
    public void close() {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            ctx.channel().config().setAutoRead(true);
            SslHandler tls = ctx.pipeline().get(SslHandler.class);
            if (tls == null) {
                shutdown();
            } else {
                // RFC 8446 §6.1: without close_notify the end could be somebody else's doing.
                tls.closeOutbound().addListener(told -> shutdown());
            }
        });
        ctx.executor().schedule(() -> ctx.close(), GOODBYE_S, TimeUnit.SECONDS);
    }

    private void shutdown() {
        if (ctx.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
            duplex.shutdownOutput();
        }
    }

    @Override
    public void read(boolean on) {
        ctx.channel().config().setAutoRead(on);
    }

    @Override
    public ByteBuf buffer(int bytes) {
        return ctx.alloc().heapBuffer(bytes);
    }

    @Override
    public String ip() {
        return ip;
    }
}
