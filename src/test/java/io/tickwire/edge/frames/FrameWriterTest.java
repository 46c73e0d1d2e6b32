package io.tickwire.edge.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Netty's encoder writes the same frames. */
final class FrameWriterTest {
    private static final UnpooledByteBufAllocator HEAP = UnpooledByteBufAllocator.DEFAULT;

    private static byte[] netty(WebSocketFrame frame) {
        EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
        channel.writeOutbound(frame);
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            all.writeBytes(piece);
        }
        return ByteBufUtil.getBytes(all);
    }

    private static byte[] ours(ByteBuf frame) {
        assertEquals(frame.capacity(), frame.readableBytes(), "asked for more memory than it needs");
        byte[] bytes = ByteBufUtil.getBytes(frame);
        frame.release();
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
    void writesTextOfEveryLengthForm(int length) {
        String text = "x".repeat(length);
        assertArrayEquals(netty(new TextWebSocketFrame(text)), ours(FrameWriter.text(HEAP, text, null)));
    }

    @Test
    void writesTextAsUtf8() {
        String text = "EUR€ 😀 ü";
        assertArrayEquals(netty(new TextWebSocketFrame(text)), ours(FrameWriter.text(HEAP, text, null)));
    }

    @Test
    void writesThePartsOfAMessage() {
        byte[] payload = {1, 2, 3};
        List<byte[]> expected = List.of(
                netty(new TextWebSocketFrame(false, 0, Unpooled.wrappedBuffer(payload))),
                netty(new BinaryWebSocketFrame(true, 0, Unpooled.wrappedBuffer(payload))),
                netty(new ContinuationWebSocketFrame(false, 0, Unpooled.wrappedBuffer(payload))),
                netty(new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(payload))));
        List<byte[]> actual = new ArrayList<>();
        actual.add(ours(FrameWriter.part(HEAP, new Received.Part(payload, true, true, false))));
        actual.add(ours(FrameWriter.part(HEAP, new Received.Part(payload, false, true, true))));
        actual.add(ours(FrameWriter.part(HEAP, new Received.Part(payload, true, false, false))));
        actual.add(ours(FrameWriter.part(HEAP, new Received.Part(payload, false, false, true))));
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i));
        }
    }
}
