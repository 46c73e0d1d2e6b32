package io.tickwire.mqtt;

/** Who may use which topics. Any thread. */
public interface Acl {

    /** Whether it may publish to a topic. */
    boolean mayWrite(Who who, String topic);

    /** Whether it may subscribe to a plain filter, and so to all that it matches. */
    boolean mayRead(Who who, String filter);
}
