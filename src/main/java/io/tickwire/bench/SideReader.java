package io.tickwire.bench;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Tells answers of the inference socket apart, which follow each other without anything between them. An error takes the
 * rest of what was read. One thread.
 */
final class SideReader {
    private static final int BUY = 3;
    private static final int SELL = 4;

    private final Consumer<String> answers;
    private Buffer rest = Buffer.buffer();

    SideReader(Consumer<String> answers) {
        this.answers = answers;
    }

    void read(Buffer bytes) {
        Buffer all = rest.length() == 0 ? bytes : rest.appendBuffer(bytes);
        int at = 0;
        while (at < all.length()) {
            byte first = all.getByte(at);
            int length = first == 'b' ? BUY : first == 's' ? SELL : all.length() - at;
            if (at + length > all.length()) {
                break;
            }
            answers.accept(all.getString(at, at + length, StandardCharsets.US_ASCII.name()));
            at += length;
        }
        rest = all.getBuffer(at, all.length());
    }
}
