package io.tickwire.edge.mqtt;

import io.netty.buffer.ByteBuf;
import io.tickwire.mqtt.Link;
import io.tickwire.protocol.mqtt.PublishImage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a client is sent: collected while a turn of the broker lasts, then written in one piece. Owner: the broker's thread.
 */
final class MqttLink implements Link {
    private static final int FIRST_BYTES = 512;
    /** Beyond, it leaves before the turn ends. */
    private static final int PIECE = 64 * 1024;

    private final MqttNode node;
    private final MqttTransport transport;
    private final Holds holds;
    private final int maxUnsent;
    private final Runnable writable;
    private final AtomicInteger unsent = new AtomicInteger();
    private volatile boolean waiting;
    private ByteBuf out;
    private boolean closing;
    private boolean due;

    /**
     * @param maxUnsent bytes that may wait for the client
     * @param writable told, on any thread, that it can take more
     */
    MqttLink(MqttNode node, MqttTransport transport, Holds holds, int maxUnsent, Runnable writable) {
        this.node = node;
        this.transport = transport;
        this.holds = holds;
        this.maxUnsent = maxUnsent;
        this.writable = writable;
    }

    @Override
    public String ip() {
        return transport.ip();
    }

    @Override
    public void send(byte[] packet) {
        if (!closing) {
            room(packet.length).writeBytes(packet);
            sent();
        }
    }

    @Override
    public void publish(PublishImage image, int packetId, boolean dup, long expirySeconds) {
        if (!closing) {
            ByteBuf to = room(image.length());
            int end = image.copyTo(to.array(), to.arrayOffset() + to.writerIndex(), packetId, dup, expirySeconds);
            to.writerIndex(end - to.arrayOffset());
            sent();
        }
    }

    private ByteBuf room(int bytes) {
        if (out == null) {
            out = transport.buffer(Math.max(FIRST_BYTES, bytes));
        }
        out.ensureWritable(bytes);
        return out;
    }

    private void sent() {
        if (out.readableBytes() >= PIECE) {
            write();
        }
        later();
    }

    private void later() {
        if (!due) {
            due = true;
            node.flushLater(this);
        }
    }

    /** The turn has ended. */
    void flush() {
        due = false;
        write();
        // What left while it was found full has told nobody.
        left(0);
        if (closing) {
            transport.close();
        }
    }

    private void write() {
        if (out != null) {
            ByteBuf piece = out;
            out = null;
            int bytes = piece.readableBytes();
            unsent.addAndGet(bytes);
            transport.write(piece, () -> left(bytes));
        }
    }

    private void left(int bytes) {
        int still = unsent.addAndGet(-bytes);
        if (waiting && still <= maxUnsent / 2) {
            waiting = false;
            writable.run();
        }
    }

    @Override
    public boolean isWritable() {
        boolean is = !closing && unsent.get() + (out == null ? 0 : out.readableBytes()) < maxUnsent;
        if (!is && !waiting) {
            waiting = true;
            later();
        }
        return is;
    }

    @Override
    public void hold() {
        holds.hold(Holds.BROKER);
    }

    @Override
    public void readOn() {
        holds.release(Holds.BROKER);
    }

    @Override
    public void close() {
        if (!closing) {
            closing = true;
            later();
        }
    }
}
