package io.tickwire.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.tickwire.edge.frames.Deflation;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.protocol.CloseCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes what it is told while {@code room} lasts, counted in writes. */
final class FakeWire implements Wire {
    private static final int SHORT = 126;

    final List<String> sent = new ArrayList<>();
    final List<ByteBuf> buffers = new ArrayList<>();
    int writes;
    CloseCode closed;
    int room = Integer.MAX_VALUE;
    boolean outOfMemory;

    @Override
    public void send(String text) {
        sent.add(text);
        writes++;
        room--;
    }

    @Override
    public void send(Part part) {
        throw new UnsupportedOperationException("no binary here");
    }

    @Override
    public void send(ByteBuf frames) {
        writes++;
        room--;
        while (frames.isReadable()) {
            frames.readByte();
            int length = frames.readByte();
            byte[] payload = new byte[length == SHORT ? frames.readUnsignedShort() : length];
            frames.readBytes(payload);
            sent.add(new String(payload, StandardCharsets.UTF_8));
        }
        buffers.add(frames);
        frames.release();
    }

    @Override
    public ByteBufAllocator allocator() {
        if (outOfMemory) {
            throw new IllegalStateException("no memory for frames");
        }
        return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    public Deflation deflation() {
        return null;
    }

    @Override
    public void ping() {
        throw new UnsupportedOperationException("no ping here");
    }

    @Override
    public boolean writable() {
        return room > 0;
    }

    @Override
    public void close(CloseCode code, String reason) {
        closed = code;
    }
}
