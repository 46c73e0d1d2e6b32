package io.tickwire.edge.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.edge.frames.FrameListener;
import io.tickwire.edge.frames.FrameWriter;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.protocol.CloseCode;
import io.vertx.core.http.ServerWebSocket;

/**
 * MQTT in binary frames of a WebSocket, MQTT 5.0 §6. Where packets begin and end has nothing to do with frames. Owner: the
 * channel's event loop; what {@link MqttTransport} offers, any thread.
 */
final class WebSocketTransport implements MqttTransport, FrameListener {
    private final ServerWebSocket socket;
    private final FrameHandler frames;
    private final Channel channel;
    private final String ip;
    private MqttConnection connection;
    private boolean closing;

    WebSocketTransport(ServerWebSocket socket, FrameHandler frames, Channel channel, String ip) {
        this.socket = socket;
        this.frames = frames;
        this.channel = channel;
        this.ip = ip;
    }

    void serves(MqttConnection whom) {
        connection = whom;
        socket.closeHandler(v -> whom.lost());
        socket.exceptionHandler(failure -> {});
    }

    @Override
    public void part(Part message) {
        if (message.text()) {
            // [MQTT-6.0.0-1]
            broken(CloseCode.UNSUPPORTED, "MQTT is in binary frames");
        } else {
            connection.bytes(message.payload(), 0, message.payload().length);
        }
    }

    @Override
    public void pong() {
        // Only packets are signs of life here.
    }

    @Override
    public void writable() {
        // Each write tells when it is done.
    }

    @Override
    public void broken(CloseCode code, String reason) {
        end(code, reason);
    }

    @Override
    public void write(ByteBuf bytes, Runnable written) {
        ByteBuf frame = FrameWriter.binary(channel.alloc(), bytes);
        if (channel.eventLoop().inEventLoop()) {
            send(frame, written);
        } else {
            channel.eventLoop().execute(() -> send(frame, written));
        }
    }

    private void send(ByteBuf frame, Runnable written) {
        frames.send(frame, written);
        frames.flush();
    }

    @Override
    public void close() {
        channel.eventLoop().execute(() -> end(CloseCode.NORMAL, ""));
    }

    private void end(CloseCode code, String reason) {
        if (!closing) {
            closing = true;
            socket.close(code.code(), reason);
        }
    }

    @Override
    public void read(boolean on) {
        channel.eventLoop().execute(() -> {
            if (on) {
                frames.resume();
            } else {
                frames.hold();
            }
        });
    }

    @Override
    public ByteBuf buffer(int bytes) {
        return channel.alloc().heapBuffer(bytes);
    }

    @Override
    public String ip() {
        return ip;
    }
}
