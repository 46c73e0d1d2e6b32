package io.tickwire.session.auth;

/** Takes note. Any thread; never blocks, never fails. */
@FunctionalInterface
public interface Audit {
    /** Nobody wants to know. */
    Audit NONE = event -> {};

    void note(AuditEvent event);
}
