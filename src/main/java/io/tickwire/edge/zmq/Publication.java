package io.tickwire.edge.zmq;

/**
 * What the PUB is to do next: send a body under a topic, or say that it got here.
 *
 * @param passed runs when everything before was passed on; null for a message
 */
record Publication(byte[] topic, byte[] body, Runnable passed) {
    static Publication mark(Runnable passed) {
        return new Publication(null, null, passed);
    }
}
