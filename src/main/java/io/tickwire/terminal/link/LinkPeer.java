package io.tickwire.terminal.link;

import io.tickwire.protocol.CloseCode;

/** The connection to a terminal. Any thread may call; what is sent keeps its order. */
public interface LinkPeer {

    /** Sends one message; nothing happens when the connection is gone. */
    void send(String text);

    /** Closes once; later calls do nothing. */
    void close(CloseCode code, String reason);
}
