package io.tickwire.domain.message;

import io.tickwire.domain.message.OpenSession.Profile;
import java.util.Map;

/**
 * What is used of the limits.
 *
 * @param sessions open connections of each profile, on the whole node
 * @param fromAddress open connections of the asker's address on the bridge profile
 * @param ordersLeft orders that the asker may still send within this minute
 * @param closesLeft the same of closes
 */
public record Usage(Map<Profile, Integer> sessions, int fromAddress, int ordersLeft, int closesLeft) {}
