package io.tickwire.edge.mqtt;

import io.netty.buffer.ByteBuf;

/** How bytes of MQTT reach a client: by TCP, or in frames of a WebSocket. Any thread. */
interface MqttTransport {

    /** Writes and flushes; {@code written} runs on any thread when the bytes have left, or never will. */
    void write(ByteBuf bytes, Runnable written);

    /** Closes when all that was written has left. */
    void close();

    /** Whether what comes is read. */
    void read(boolean on);

    /** A buffer with an array. */
    ByteBuf buffer(int bytes);

    String ip();
}
