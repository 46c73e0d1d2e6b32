package io.tickwire.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.Tick;
import io.tickwire.protocol.ticks.EncodedTick;
import io.tickwire.protocol.ticks.TickEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TickFramesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/out");
    private static final EncodedTick TICK =
            TickEncoder.encode(new Tick("EURUSD", 1_769_508_000_123L, 1.0845, 1.0847, 0, 0, 6, 2.0, 17, 0, 0));

    private final FakeWire wire = new FakeWire();

    private List<String> written(List<EncodedTick> ticks, boolean batching) {
        wire.sent.clear();
        wire.send(TickFrames.encode(wire.allocator(), ticks, batching, null));
        assertEquals(0, wire.buffers.get(wire.buffers.size() - 1).refCnt());
        return List.copyOf(wire.sent);
    }

    private static String golden(String name) throws IOException {
        return Files.readString(GOLDEN.resolve(name + ".json")).strip();
    }

    @Test
    void writesAFrameForEachTick() throws IOException {
        assertEquals(List.of(golden("tick"), golden("tick")), written(List.of(TICK, TICK), false));
    }

    @Test
    void joinsTicksForWhoAskedForBatches() throws IOException {
        assertEquals(List.of(golden("ticks")), written(List.of(TICK, TICK), true));
        assertEquals(List.of(golden("tick")), written(List.of(TICK), true));
    }

    @Test
    void joinsNoMoreThanAHundred() {
        List<String> frames = written(Collections.nCopies(201, TICK), true);
        assertEquals(3, frames.size());
        String data = new String(TICK.message(), TICK.dataStart(), TICK.dataLength(), UTF_8);
        assertEquals(
                "{\"type\":\"ticks\",\"data\":[" + String.join(",", Collections.nCopies(100, data)) + "]}",
                frames.get(0));
        assertEquals(frames.get(0), frames.get(1));
        assertEquals(new String(TICK.message(), UTF_8), frames.get(2));
    }
}
