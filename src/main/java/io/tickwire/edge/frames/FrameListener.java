package io.tickwire.edge.frames;

import io.tickwire.protocol.CloseCode;

/** Hears what a peer says. It is called on the context of the connection. */
public interface FrameListener {

    /** A message, or a part of one. */
    void part(Received.Part part);

    /** The peer gave a sign of life. */
    void pong();

    /** The peer took what it was sent: more can be. */
    void writable();

    /** The peer broke the rules and is not heard any more: tell it why and close. */
    void broken(CloseCode code, String reason);
}
