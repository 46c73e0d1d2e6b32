package io.tickwire.client;

/** The sending half of a connection. */
interface Wire {

    void send(String text);

    /** Whether more should wait until the socket took what it has. */
    boolean isFull();
}
