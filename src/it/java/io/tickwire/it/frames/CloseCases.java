package io.tickwire.it.frames;

import static io.tickwire.edge.frames.ClientFrame.CLOSE;
import static io.tickwire.edge.frames.ClientFrame.CONTINUATION;
import static io.tickwire.edge.frames.ClientFrame.PING;
import static io.tickwire.it.frames.FrameCase.INVALID_UTF8;
import static io.tickwire.it.frames.FrameCase.PROTOCOL_ERROR;

import io.tickwire.edge.frames.ClientFrame;
import java.util.ArrayList;
import java.util.List;

/** Section 7 of the Autobahn test suite, under its numbers: how conversations end. */
final class CloseCases {
    private static final String HELLO = "Hello, world!";

    private final List<FrameCase> all = new ArrayList<>();

    private CloseCases() {}

    static List<FrameCase> all() {
        CloseCases cases = new CloseCases();
        cases.closes();
        cases.closeFrames();
        cases.closeCodes();
        return cases.all;
    }

    private FrameCase add(String id) {
        FrameCase next = new FrameCase(id);
        all.add(next);
        return next;
    }

    private void closes() {
        ClientFrame bye = ClientFrame.close(1000, "");
        String large = "BAsd7&jh23".repeat(26_215).substring(0, 262_144);
        add("7.1.1").send(ClientFrame.text(HELLO), bye).echoes(HELLO).closes(1000);
        add("7.1.2").send(bye, bye).closes(1000);
        add("7.1.3").send(bye, ClientFrame.of(PING, "")).closes(1000);
        add("7.1.4").send(bye, ClientFrame.text(HELLO)).closes(1000);
        add("7.1.5")
                .send(ClientFrame.text("fragment1").open(), bye, ClientFrame.of(CONTINUATION, "fragment2"))
                .closes(1000);
        add("7.1.6")
                .send(ClientFrame.text(large), ClientFrame.text(HELLO), bye, ClientFrame.of(PING, ""))
                .echoes(large)
                .echoes(HELLO)
                .closes(1000);
    }

    private void closeFrames() {
        byte[] notUtf8 = Utf8Cases.bytes("cebae1bdb9cf83cebcceb5eda080656469746564");
        add("7.3.1").send(ClientFrame.of(CLOSE, "")).closes(1000);
        add("7.3.2").send(ClientFrame.of(CLOSE, "a")).fails(PROTOCOL_ERROR);
        add("7.3.3").send(ClientFrame.close(1000, "")).closes(1000);
        add("7.3.4").send(ClientFrame.close(1000, "Hello World!")).closes(1000);
        add("7.3.5").send(ClientFrame.close(1000, "*".repeat(123))).closes(1000);
        add("7.3.6").send(ClientFrame.close(1000, "*".repeat(124))).fails(PROTOCOL_ERROR);
        add("7.5.1").send(ClientFrame.close(1000, notUtf8)).fails(INVALID_UTF8);
    }

    private void closeCodes() {
        int[] valid = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999};
        for (int i = 0; i < valid.length; i++) {
            add("7.7." + (i + 1)).send(ClientFrame.close(valid[i], "")).closes(valid[i]);
        }
        int[] invalid = {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999};
        for (int i = 0; i < invalid.length; i++) {
            add("7.9." + (i + 1)).send(ClientFrame.close(invalid[i], "")).fails(PROTOCOL_ERROR);
        }
        add("7.13.1").send(ClientFrame.close(5000, "")).fails(PROTOCOL_ERROR);
        add("7.13.2").send(ClientFrame.close(65_535, "")).fails(PROTOCOL_ERROR);
    }
}
