package io.tickwire.edge.frames;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.tickwire.protocol.CloseCode;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FrameHandlerTest {
    private final Vertx vertx = Vertx.vertx();
    private final FrameHandler frames = new FrameHandler(null);
    private final EmbeddedChannel channel = new EmbeddedChannel(frames);
    private final List<String> heard = new ArrayList<>();
    private boolean holdAfterEach;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private final class Ear implements FrameListener {
        @Override
        public void part(Received.Part part) {
            heard.add(new String(part.payload(), StandardCharsets.UTF_8));
            if (holdAfterEach) {
                frames.hold();
            }
        }

        @Override
        public void pong() {
            heard.add("pong");
        }

        @Override
        public void writable() {
            heard.add("writable");
        }

        @Override
        public void broken(CloseCode code, String reason) {
            heard.add(code + " " + reason);
        }
    }

    private void open() {
        frames.open(FrameLimits.whole(1000, 1000), new Ear());
    }

    private void receive(ClientFrame... sent) {
        channel.writeInbound(Unpooled.wrappedBuffer(FrameReaderTest.bytes(sent)));
    }

    /** A connection has a context, and all that happens to it happens there. */
    private void onContext(Runnable test) {
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(go -> {
            try {
                test.run();
                done.complete();
            } catch (Throwable failure) {
                done.fail(failure);
            }
        });
        await(done.future());
    }

    @Test
    void keepsWhatComesBeforeSomebodyListens() {
        onContext(() -> {
            assertFalse(channel.config().isAutoRead(), "more would be read than waits already");
            receive(ClientFrame.text("early"));
            open();
            assertEquals(List.of(), heard);
            frames.resume();
            assertEquals(List.of("early"), heard);
        });
    }

    @Test
    void hearsNothingWhileItIsHeldAndEverythingInOrderLater() {
        onContext(() -> {
            open();
            frames.resume();
            holdAfterEach = true;
            receive(
                    ClientFrame.text("1"),
                    ClientFrame.text("2"),
                    ClientFrame.text("3").reserved(1));
            assertEquals(List.of("1"), heard);
            assertFalse(channel.config().isAutoRead());
            frames.resume();
            assertEquals(List.of("1", "2"), heard);
            frames.resume();
            assertEquals(List.of("1", "2", "PROTOCOL_ERROR reserved bits are set"), heard);
            assertTrue(channel.config().isAutoRead());
        });
    }

    @Test
    void sendsNothingAfterACloseFrameAndHearsOnlyTheAnswerToIt() {
        onContext(() -> {
            open();
            channel.writeOutbound(new CloseWebSocketFrame(1001, "bye"));
            channel.write(new TextWebSocketFrame("late"));
            channel.write(new CloseWebSocketFrame(1000, "again"));
            channel.flush();
            receive(ClientFrame.text("ignored"), ClientFrame.of(ClientFrame.PING, ""), ClientFrame.close(1001, ""));
            assertInstanceOf(CloseWebSocketFrame.class, channel.readOutbound());
            assertNull(channel.readOutbound());
            assertEquals(List.of(), heard);
            assertInstanceOf(CloseWebSocketFrame.class, channel.readInbound());
        });
    }
}
