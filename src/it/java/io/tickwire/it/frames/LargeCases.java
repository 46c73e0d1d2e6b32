package io.tickwire.it.frames;

import static io.tickwire.edge.frames.ClientFrame.BINARY;
import static io.tickwire.edge.frames.ClientFrame.TEXT;

import io.tickwire.edge.frames.ClientFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Section 9 of the Autobahn test suite, under its numbers: large messages, many fragments, many pieces, many messages. */
final class LargeCases {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private LargeCases() {}

    static List<FrameCase> all() {
        List<FrameCase> all = new ArrayList<>();
        for (int kind = TEXT; kind <= BINARY; kind++) {
            int[] sizes = {64 * KIB, 256 * KIB, MIB, 4 * MIB, 8 * MIB, 16 * MIB};
            for (int i = 0; i < sizes.length; i++) {
                byte[] payload = payload(kind, sizes[i]);
                all.add(new FrameCase("9." + kind + "." + (i + 1))
                        .send(ClientFrame.of(kind, payload))
                        .echoes(kind == TEXT, payload)
                        .clean());
            }
            int[] fragments = {64, 256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB, 4 * MIB};
            for (int i = 0; i < fragments.length; i++) {
                byte[] payload = payload(kind, 4 * MIB);
                all.add(new FrameCase("9." + (kind + 2) + "." + (i + 1))
                        .send(FrameCases.cut(fragments[i], kind, payload))
                        .echoes(kind == TEXT, payload)
                        .clean());
            }
            for (int i = 0; i < 6; i++) {
                byte[] payload = payload(kind, MIB);
                all.add(new FrameCase("9." + (kind + 4) + "." + (i + 1))
                        .chopped(64 << i, ClientFrame.of(kind, payload))
                        .echoes(kind == TEXT, payload)
                        .clean());
            }
            int[] small = {0, 16, 64, 256, KIB, 4 * KIB};
            for (int i = 0; i < small.length; i++) {
                all.add(new FrameCase("9." + (kind + 6) + "." + (i + 1))
                        .pingPong(1000, ClientFrame.of(kind, payload(kind, small[i])))
                        .clean());
            }
        }
        return all;
    }

    private static byte[] payload(int kind, int size) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) (kind == TEXT ? '*' : 0xFE));
        return payload;
    }
}
