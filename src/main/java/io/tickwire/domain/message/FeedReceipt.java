package io.tickwire.domain.message;

/**
 * What became of a client's tick.
 *
 * @param accepted whether it is a valid tick; an unchanged one is valid, but not streamed again
 * @param reason reject reason, empty when accepted
 * @param spreadPips its spread
 */
public record FeedReceipt(boolean accepted, String reason, double spreadPips) {}
