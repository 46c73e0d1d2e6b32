package io.tickwire.it.zmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What of Expert Advisors outlives a process, and a port that is taken. */
final class ZmqRestartIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void knowsMultipliersResultsAndEveryMessageAfterKill9() throws IOException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(TickwireProcess.basedir().resolve("target/it")), "zmq-restart");
        String config = "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},"
                + "\"zmqExec\":{\"port\":0},\"storage\":{\"path\":\"" + folder + "\"},"
                + "\"verticles\":{\"inference\":{\"enabled\":false}}}";
        try (TickwireProcess first = TickwireProcess.start(config)) {
            ask(first, "{\"type\":\"risk_update\",\"ea_name\":\"Grid\",\"risk_multiplier\":0.25}");
            ask(
                    first,
                    "{\"type\":\"trade_close\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"ticket\":1,\"profit\":-3.5}");
            ask(
                    first,
                    "{\"type\":\"trade_open\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"volume\":0.1,\"magic\":7,\"timestamp\":1}");
            first.kill();
            first.awaitExit(SOON);
        }
        try (TickwireProcess second = TickwireProcess.start(config)) {
            String beat =
                    ask(second, "{\"type\":\"heartbeat\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"magic\":7}");
            assertTrue(beat.startsWith("{\"status\":\"success\",\"risk_multiplier\":0.25,"), beat);
            String agents = second.get("/exec/agents").body();
            assertTrue(agents.contains("\"risk_multiplier\":0.25,\"day_profit\":-3.5}"), agents);
            second.kill();
            second.awaitExit(SOON);
        }
        try (TickwireProcess verify = TickwireProcess.run("journal", "verify", "--folder", folder.toString());
                TickwireProcess export =
                        TickwireProcess.run("journal", "export", "--what", "exec", "--folder", folder.toString())) {
            assertEquals(0, verify.awaitExit(SOON), verify::log);
            assertTrue(
                    verify.log().contains("3 messages of Expert Advisors")
                            || verify.log().contains("4 messages of Expert Advisors"),
                    verify.log());
            assertEquals(0, export.awaitExit(SOON));
            assertTrue(
                    export.log().lines().toList().get(2).contains("\"type\":\"trade_open\",\"ea_name\":\"Grid\""),
                    export.log());
        }
    }

    private static String ask(TickwireProcess node, String question) {
        return ZmqPeer.run("", "ask", node.zmqExecUrl(), question).get(0);
    }

    @Test
    void endsWith3AndOneLineWhenItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TickwireProcess node = TickwireProcess.launch(
                        "{\"http\":{\"port\":0},\"inference\":{\"enabled\":false},\"ticks\":{\"enabled\":false},\"zmqPub\":{\"port\":"
                                + taken.getLocalPort() + "}}")) {
            assertEquals(3, node.awaitExit(SOON));
            String log = node.log();
            assertEquals(1, log.lines().filter(line -> !line.contains(" INFO ")).count(), log);
            assertTrue(log.contains("port " + taken.getLocalPort()) && log.contains("zmqPub.port"), log);
        }
    }
}
