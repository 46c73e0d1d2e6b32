package io.tickwire.domain;

/** How much a signal hurries; {@code HIGH} goes ahead of the queue. */
public enum Urgency {
    LOW,
    MEDIUM,
    HIGH
}
