package io.tickwire.mqtt;

import java.util.List;

/** Who may use which topics. Any thread. */
public interface Acl {

    /** Whether it may publish to a topic. */
    boolean mayWrite(Who who, String topic);

    /** Whether it may subscribe to a plain filter: to all that it matches, but for what is {@link #withheld}. */
    boolean mayRead(Who who, String filter);

    /** Filters of what it does not get by a plain filter that it may subscribe to. */
    List<String> withheld(Who who, String filter);
}
