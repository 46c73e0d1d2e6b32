package io.tickwire.it.frames;

import static io.tickwire.edge.frames.ClientFrame.BINARY;
import static io.tickwire.edge.frames.ClientFrame.CONTINUATION;
import static io.tickwire.edge.frames.ClientFrame.PING;
import static io.tickwire.edge.frames.ClientFrame.PONG;
import static io.tickwire.edge.frames.ClientFrame.TEXT;
import static io.tickwire.it.frames.FrameCase.PROTOCOL_ERROR;

import io.tickwire.edge.frames.ClientFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Conversations of sections 1 to 5 and 10 of the Autobahn test suite, under its numbers, written from its published
 * descriptions and RFC 6455.
 */
final class FrameCases {
    private static final String HELLO = "Hello, world!";
    private static final ClientFrame HELLO_TEXT = ClientFrame.text(HELLO);
    private static final ClientFrame EMPTY_PING = ClientFrame.of(PING, "");

    private final List<FrameCase> all = new ArrayList<>();

    private FrameCases() {}

    static List<FrameCase> all() {
        FrameCases cases = new FrameCases();
        cases.framing();
        cases.pings();
        cases.reservedBits();
        cases.opcodes();
        cases.fragmentation();
        cases.unexpectedContinuations();
        cases.add("10.1.1")
                .send(cut(1300, TEXT, "*".repeat(65_536).getBytes(StandardCharsets.US_ASCII)))
                .echoes("*".repeat(65_536))
                .clean();
        return cases.all;
    }

    private FrameCase add(String id) {
        FrameCase next = new FrameCase(id);
        all.add(next);
        return next;
    }

    /** A message in frames of this size. */
    static ClientFrame[] cut(int size, int opcode, byte[] payload) {
        List<ClientFrame> frames = new ArrayList<>();
        for (int from = 0; from == 0 || from < payload.length; from += size) {
            int to = Math.min(payload.length, from + size);
            ClientFrame frame =
                    ClientFrame.of(from == 0 ? opcode : CONTINUATION, Arrays.copyOfRange(payload, from, to));
            frames.add(to < payload.length ? frame.open() : frame);
        }
        return frames.toArray(ClientFrame[]::new);
    }

    private void framing() {
        int[] sizes = {0, 125, 126, 127, 128, 65_535, 65_536, 65_536};
        for (int kind = TEXT; kind <= BINARY; kind++) {
            for (int i = 0; i < sizes.length; i++) {
                byte[] payload = new byte[sizes[i]];
                Arrays.fill(payload, (byte) (kind == TEXT ? '*' : 0xFE));
                add("1." + kind + "." + (i + 1))
                        .chopped(i == 7 ? 997 : 0, ClientFrame.of(kind, payload))
                        .echoes(kind == TEXT, payload)
                        .clean();
            }
        }
    }

    private void pings() {
        byte[] bytes = {0, (byte) 0xFF, (byte) 0xFE, (byte) 0xFD, (byte) 0xFC, (byte) 0xFB, 0, (byte) 0xFF};
        byte[] longest = new byte[125];
        Arrays.fill(longest, (byte) 0xFE);
        add("2.1").send(EMPTY_PING).pongs("").clean();
        add("2.2").send(ClientFrame.of(PING, HELLO)).pongs(HELLO).clean();
        add("2.3").send(ClientFrame.of(PING, bytes)).pongs(bytes).clean();
        add("2.4").send(ClientFrame.of(PING, longest)).pongs(longest).clean();
        add("2.5").send(ClientFrame.of(PING, "*".repeat(126))).fails(PROTOCOL_ERROR);
        add("2.6").chopped(1, ClientFrame.of(PING, longest)).pongs(longest).clean();
        add("2.7").send(ClientFrame.of(PONG, "")).quiet().clean();
        add("2.8").send(ClientFrame.of(PONG, "unsolicited")).quiet().clean();
        add("2.9")
                .send(ClientFrame.of(PONG, "unsolicited"), ClientFrame.of(PING, "ping"))
                .pongs("ping")
                .clean();
        for (int i = 10; i <= 11; i++) {
            FrameCase ten = add("2." + i);
            ClientFrame[] frames = new ClientFrame[10];
            for (int n = 0; n < frames.length; n++) {
                frames[n] = ClientFrame.of(PING, "payload-" + n);
                ten.pongs("payload-" + n);
            }
            ten.chopped(i == 10 ? 0 : 1, frames).clean();
        }
    }

    private void reservedBits() {
        add("3.1").send(HELLO_TEXT.reserved(4)).fails(PROTOCOL_ERROR);
        add("3.2")
                .send(HELLO_TEXT, HELLO_TEXT.reserved(2), EMPTY_PING)
                .echoes(HELLO)
                .fails(PROTOCOL_ERROR);
        add("3.3")
                .eachAlone(HELLO_TEXT, HELLO_TEXT.reserved(3), EMPTY_PING)
                .echoes(HELLO)
                .fails(PROTOCOL_ERROR);
        add("3.4")
                .chopped(1, HELLO_TEXT, HELLO_TEXT.reserved(4), EMPTY_PING)
                .echoes(HELLO)
                .fails(PROTOCOL_ERROR);
        add("3.5").send(ClientFrame.of(BINARY, HELLO).reserved(5)).fails(PROTOCOL_ERROR);
        add("3.6").send(ClientFrame.of(PING, HELLO).reserved(6)).fails(PROTOCOL_ERROR);
        add("3.7").send(ClientFrame.close(1000, "").reserved(7)).fails(PROTOCOL_ERROR);
    }

    private void opcodes() {
        for (int group = 1; group <= 2; group++) {
            int lowest = group == 1 ? 3 : 11;
            add("4." + group + ".1").send(ClientFrame.of(lowest, "")).fails(PROTOCOL_ERROR);
            add("4." + group + ".2")
                    .send(ClientFrame.of(lowest + 1, "reserved"))
                    .fails(PROTOCOL_ERROR);
            for (int i = 3; i <= 5; i++) {
                ClientFrame odd = ClientFrame.of(lowest + i - 1, i == 3 ? "" : HELLO);
                FrameCase next = add("4." + group + "." + i).echoes(HELLO);
                (i == 4
                                ? next.eachAlone(HELLO_TEXT, odd, EMPTY_PING)
                                : next.chopped(i == 5 ? 1 : 0, HELLO_TEXT, odd, EMPTY_PING))
                        .fails(PROTOCOL_ERROR);
            }
        }
    }

    private static ClientFrame first(String payload) {
        return ClientFrame.text(payload).open();
    }

    private static ClientFrame more(String payload) {
        return last(payload).open();
    }

    private static ClientFrame last(String payload) {
        return ClientFrame.of(CONTINUATION, payload);
    }

    private void fragmentation() {
        add("5.1")
                .send(ClientFrame.of(PING, "fragment1").open(), last("fragment2"))
                .fails(PROTOCOL_ERROR);
        add("5.2")
                .send(ClientFrame.of(PONG, "fragment1").open(), last("fragment2"))
                .fails(PROTOCOL_ERROR);
        add("5.3")
                .send(first("fragment1"), last("fragment2"))
                .echoes("fragment1fragment2")
                .clean();
        add("5.4")
                .eachAlone(first("fragment1"), last("fragment2"))
                .echoes("fragment1fragment2")
                .clean();
        add("5.5")
                .chopped(1, first("fragment1"), last("fragment2"))
                .echoes("fragment1fragment2")
                .clean();
        ClientFrame[] withPing = {first("fragment1"), ClientFrame.of(PING, "ping"), last("fragment2")};
        add("5.6").send(withPing).pongs("ping").echoes("fragment1fragment2").clean();
        add("5.7")
                .eachAlone(withPing)
                .pongs("ping")
                .echoes("fragment1fragment2")
                .clean();
        add("5.8")
                .chopped(1, withPing)
                .pongs("ping")
                .echoes("fragment1fragment2")
                .clean();
        for (int i = 19; i <= 20; i++) {
            add("5." + i)
                    .chopped(i == 19 ? 0 : 1, first("fragment1"), more("fragment2"), ClientFrame.of(PING, "pongme 1!"))
                    .awaitAnswer()
                    .quiet()
                    .chopped(
                            i == 19 ? 0 : 1,
                            more("fragment3"),
                            more("fragment4"),
                            ClientFrame.of(PING, "pongme 2!"),
                            last("fragment5"))
                    .pongs("pongme 1!")
                    .pongs("pongme 2!")
                    .echoes("fragment1fragment2fragment3fragment4fragment5")
                    .clean();
        }
    }

    private void unexpectedContinuations() {
        for (int i = 9; i <= 14; i++) {
            ClientFrame lone = i < 12 ? last("non-continuation payload") : more("non-continuation payload");
            FrameCase next = add("5." + i);
            (i % 3 == 1 ? next.eachAlone(lone, HELLO_TEXT) : next.chopped(i % 3 == 2 ? 1 : 0, lone, HELLO_TEXT))
                    .fails(PROTOCOL_ERROR);
        }
        add("5.15")
                .send(first("fragment1"), last("fragment2"), more("fragment3"), ClientFrame.text("fragment4"))
                .echoes("fragment1fragment2")
                .fails(PROTOCOL_ERROR);
        for (int i = 16; i <= 17; i++) {
            ClientFrame lone = i == 16 ? more("fragment1") : last("fragment1");
            add("5." + i)
                    .send(lone, first("fragment2"), last("fragment3"), lone, first("fragment2"), last("fragment3"))
                    .fails(PROTOCOL_ERROR);
        }
        add("5.18").send(first("fragment1"), ClientFrame.text("fragment2")).fails(PROTOCOL_ERROR);
    }
}
