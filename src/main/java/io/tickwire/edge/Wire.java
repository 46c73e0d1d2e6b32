package io.tickwire.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tickwire.edge.frames.Deflation;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.protocol.CloseCode;

/** The connection under a session. What is sent leaves when the turn ends. Owner: the edge's context. */
public interface Wire {

    void send(String text);

    void send(Part part);

    /** Sends whole frames, which from now on are the wire's. */
    void send(ByteBuf frames);

    /** Where buffers for frames come from. */
    ByteBufAllocator allocator();

    /** The compression that was negotiated, or null. */
    Deflation deflation();

    void ping();

    /** Whether more can be written without piling up. */
    boolean writable();

    /** Closes once; later calls do nothing. */
    void close(CloseCode code, String reason);
}
