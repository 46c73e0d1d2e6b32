package io.tickwire.domain.message;

/** Where a reader stopped: {@code seq} within the {@code epoch} of its publisher. */
public record Resume(long epoch, long seq) {}
