package io.tickwire.terminal.link;

/** How often the reply to an order is sent, so that a lost or doubled one can be played. */
@FunctionalInterface
public interface ReplyPolicy {
    /** Every reply once. */
    ReplyPolicy NORMAL = () -> 1;

    /** 0 = the reply is lost, 1 = normal, 2 = it comes twice. Asked once for each order. */
    int copies();
}
