package io.tickwire.journal;

/**
 * What is kept no longer.
 *
 * @param ticksBeforeMsc ticks before that were not imported, epoch milliseconds UTC; {@link Long#MIN_VALUE} = none
 * @param minutesBeforeMsc one-minute bars before
 * @param maxBytes of the file; beyond it the oldest ticks go, imported ones last
 */
public record Expiry(long ticksBeforeMsc, long minutesBeforeMsc, long maxBytes) {}
