package io.tickwire.edge.inference;

import io.netty.channel.Channel;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.AnswerText;

/** A connection of which is not known yet what it speaks: nothing can be said to it. */
record Lobby(Channel channel) implements Line {

    @Override
    public void send(AnswerText answer) {
        // It has asked nothing.
    }

    @Override
    public void say(String text) {
        // It would not understand.
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void readOn() {
        // It is never held.
    }

    @Override
    public void end(CloseCode code, String reason) {
        channel.close();
    }
}
