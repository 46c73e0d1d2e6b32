package io.tickwire.it.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The conversations of the Autobahn test suite with the jar, by section. Compression is not offered, so 12 and 13 are out. */
final class FramesIT {
    private static final int WITHOUT_LARGE = 247;
    private static final int LARGE = 54;

    private static TickwireProcess tickwire;

    @BeforeAll
    static void start() {
        tickwire = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"limits\":{\"maxConnections\":1000,"
                        + "\"maxConnectionsPerIp\":1000,\"messagesPerSecond\":1000000}}");
    }

    @AfterAll
    static void stop() {
        tickwire.close();
    }

    private static List<FrameCase> mandatory() {
        List<FrameCase> cases = new ArrayList<>(FrameCases.all());
        cases.addAll(Utf8Cases.all());
        cases.addAll(CloseCases.all());
        assertEquals(WITHOUT_LARGE, cases.size());
        return cases;
    }

    @Test
    void echoPassesEachCase() throws IOException {
        passes("/echo", mandatory());
    }

    @Test
    void echoPassesTheLargeOnes() throws IOException {
        List<FrameCase> cases = LargeCases.all();
        assertEquals(LARGE, cases.size());
        passes("/echo", cases);
    }

    /** Messages that are no JSON have one answer each; frames, pings and closes are the same everywhere. */
    @Test
    void theBridgePassesEachCase() throws IOException {
        // 7.1.6 has a message over the limit of the bridge.
        passes(
                "/websocket/ws",
                mandatory().stream().filter(each -> !each.id().equals("7.1.6")).toList());
    }

    private static void passes(String path, List<FrameCase> cases) throws IOException {
        TreeMap<String, int[]> sections = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        boolean echo = path.equals("/echo");
        for (FrameCase each : cases) {
            try (FramePeer peer = new FramePeer(tickwire.httpUrl().replace("http", "ws") + path)) {
                if (!echo) {
                    peer.next();
                }
                String failure = each.run(peer, echo);
                int[] count = sections.computeIfAbsent(each.section(), section -> new int[2]);
                count[1]++;
                if (failure.isEmpty()) {
                    count[0]++;
                } else {
                    failures.add(failure);
                }
            }
        }
        StringBuilder summary = new StringBuilder();
        sections.forEach((section, count) -> summary.append(' ')
                .append(section)
                .append(": ")
                .append(count[0])
                .append('/')
                .append(count[1]));
        System.out.println(
                path + ": " + (cases.size() - failures.size()) + " of " + cases.size() + " cases pass;" + summary);
        assertEquals("", String.join("\n", failures));
    }
}
