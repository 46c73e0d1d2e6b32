package io.tickwire.edge.frames;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Answers what a client's handshake offers of permessage-deflate (RFC 7692 §5.1, §7.1). Pure. */
final class DeflateOffer {
    private static final String NAME = "permessage-deflate";
    private static final String ANSWER = NAME + "; server_no_context_takeover; client_no_context_takeover";
    private static final int WINDOW_BITS = 15;
    private static final int MIN_WINDOW_BITS = 8;

    private DeflateOffer() {}

    /**
     * The value for Sec-WebSocket-Extensions in the answer, or null when no offer can be accepted.
     *
     * @param lines the values of that header in the request
     */
    static String answer(List<String> lines) {
        for (String line : lines) {
            for (String offer : line.split(",")) {
                if (acceptable(offer.split(";"))) {
                    return ANSWER;
                }
            }
        }
        return null;
    }

    private static boolean acceptable(String[] parts) {
        if (!parts[0].strip().equalsIgnoreCase(NAME)) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].strip().split("=", 2);
            String name = pair[0].strip().toLowerCase(Locale.ROOT);
            String value = pair.length == 1 ? null : pair[1].strip().replace("\"", "");
            // RFC 7692 §7.1: a parameter twice, an unknown one or a wrong value decline the offer.
            if (!seen.add(name) || !acceptable(name, value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean acceptable(String name, String value) {
        return switch (name) {
            case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
            // zlib as Java has it writes with the whole window only.
            case "server_max_window_bits" -> bits(value) == WINDOW_BITS;
            case "client_max_window_bits" -> value == null || bits(value) >= MIN_WINDOW_BITS;
            default -> false;
        };
    }

    private static int bits(String value) {
        return value != null && value.matches("[89]|1[0-5]") ? Integer.parseInt(value) : -1;
    }
}
