package io.tickwire.edge;

import io.tickwire.edge.frames.Received.Part;
import io.tickwire.protocol.CloseCode;

/** The connection under a session. Owner: the edge's context. */
public interface Wire {

    void send(String text);

    void send(Part part);

    void ping();

    /** Whether more can be written without piling up. */
    boolean writable();

    /** Closes once; later calls do nothing. */
    void close(CloseCode code, String reason);
}
