package io.tickwire.verticles;

import io.tickwire.edge.inference.RawPeer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * How many windows of 300 closes one event loop takes with a model that answers at once. Not a test: run {@code main} with
 * the test class path; arguments are connections, windows in flight on each, seconds, and {@code ws} for WebSocket.
 */
final class InferenceThroughput {
    private InferenceThroughput() {}

    public static void main(String[] args) throws Exception {
        int connections = Integer.parseInt(args[0]);
        int inFlight = Integer.parseInt(args[1]);
        long nanos = Long.parseLong(args[2]) * 1_000_000_000L;
        boolean frames = args.length > 3 && args[3].equals("ws");
        try (SocketNode node = new SocketNode(",\"maxWaiting\":1024", "")) {
            node.deploy();
            for (int round = 0; round < 3; round++) {
                long end = System.nanoTime() + nanos;
                List<CompletableFuture<Long>> all = new ArrayList<>();
                for (int i = 0; i < connections; i++) {
                    all.add(CompletableFuture.supplyAsync(
                            () -> drive(node, frames, inFlight, end), task -> new Thread(task).start()));
                }
                long windows = 0;
                for (CompletableFuture<Long> each : all) {
                    windows += each.get();
                }
                System.out.printf(
                        Locale.ROOT,
                        "%d connections, %d in flight, %s: %.0f windows/s%n",
                        connections,
                        inFlight,
                        frames ? "ws" : "text",
                        windows * 1e9 / nanos);
            }
        }
    }

    private static long drive(SocketNode node, boolean frames, int inFlight, long end) {
        try (RawPeer peer = frames ? node.webSocket() : node.peer()) {
            byte[] window = (SocketNode.rising() + "\0").getBytes(StandardCharsets.US_ASCII);
            byte[] one = frames ? RawPeer.frame(2, true, window) : window;
            ByteArrayOutputStream burst = new ByteArrayOutputStream();
            for (int i = 0; i < inFlight; i++) {
                burst.write(one);
            }
            byte[] bytes = burst.toByteArray();
            long done = 0;
            while (System.nanoTime() < end) {
                peer.send(bytes);
                peer.read((frames ? 5 : 3) * inFlight);
                done += inFlight;
            }
            return done;
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
