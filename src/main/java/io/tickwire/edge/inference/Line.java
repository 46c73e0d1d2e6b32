package io.tickwire.edge.inference;

import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.AnswerText;

/** The connection under a session. What is sent leaves when the turn ends. Owner: the verticle's context. */
interface Line {

    void send(AnswerText answer);

    /** Says something that is no answer to a window. */
    void say(String text);

    /** Whether more can be written without piling up. */
    boolean isWritable();

    /** There is room for more windows again, or the client took something. */
    void readOn();

    /** Tells why, as far as the client can hear it, and closes within two seconds. Once; later calls do nothing. */
    void end(CloseCode code, String reason);
}
