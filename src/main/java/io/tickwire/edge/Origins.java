package io.tickwire.edge;

import io.tickwire.config.TickwireConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which pages may open a WebSocket: a browser tells the page's origin, and a foreign page must not trade. Pure. */
public final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    /** As {@link io.tickwire.config.HttpConfig} has it; a test compares them. */
    static final List<String> DEFAULT = List.of("same-host", "loopback", "null");

    private final List<String> allowed;

    /** @param allowed {@code same-host} (by address), {@code loopback}, {@code null} or full origins */
    public Origins(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * The configured ones. A page without an origin is nobody's in particular: that the default lets it in is for paper
     * accounts, and ends where credentials are asked for. Who lists it in another list keeps it.
     */
    public static Origins of(TickwireConfig config) {
        List<String> listed = config.http().allowedOrigins();
        boolean byDefault = listed.equals(DEFAULT);
        return new Origins(byDefault && config.auth().enabled() ? List.of("same-host", "loopback") : listed);
    }

    /**
     * @param origin the Origin header, null when the client is no browser
     * @param host the Host header
     */
    public boolean allows(String origin, String host) {
        if (origin == null || allowed.contains(origin)) {
            return true;
        }
        String authority = authority(origin);
        return authority != null
                && (allowed.contains("same-host") && authority.equalsIgnoreCase(host) && isAddress(hostOf(authority))
                        || allowed.contains("loopback") && LOOPBACK.contains(hostOf(authority)));
    }

    /**
     * Whether a host is an address or localhost. A name proves nothing: its owner can point it at this machine (DNS
     * rebinding), and then the page's Origin and Host are the same. A host with a name is listed with its full origin.
     */
    private static boolean isAddress(String host) {
        return LOOPBACK.contains(host) || ADDRESS.matcher(host).matches();
    }

    private static String authority(String origin) {
        try {
            return new URI(origin).getAuthority();
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    private static String hostOf(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}
