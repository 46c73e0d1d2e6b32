package io.tickwire.session;

import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.OpenSession;
import io.tickwire.domain.message.OpenSession.Profile;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Who is connected, and whether one more may come. Owner: the session guard's context. */
public final class SessionRegistry {
    private final LimitsConfig limits;
    private final Map<String, OpenSession> sessions = new HashMap<>();
    private final Map<Profile, Integer> perProfile = new EnumMap<>(Profile.class);
    private final Map<String, Integer> bridgePerIp = new HashMap<>();

    public SessionRegistry(LimitsConfig limits) {
        this.limits = limits;
    }

    /** Lets a connection in, or says why not. Null = it is in. One that was in before is never turned away. */
    public Refusal open(OpenSession session) {
        if (sessions.containsKey(session.session())) {
            return null;
        }
        Refusal refusal = session.readmit() ? null : refuse(session);
        if (refusal == null) {
            sessions.put(session.session(), session);
            perProfile.merge(session.profile(), 1, Integer::sum);
            if (session.profile() == Profile.BRIDGE) {
                bridgePerIp.merge(session.ip(), 1, Integer::sum);
            }
        }
        return refusal;
    }

    public void close(String id) {
        OpenSession session = sessions.remove(id);
        if (session == null) {
            return;
        }
        perProfile.merge(session.profile(), -1, Integer::sum);
        if (session.profile() == Profile.BRIDGE) {
            bridgePerIp.computeIfPresent(session.ip(), (ip, open) -> open == 1 ? null : open - 1);
        }
    }

    /** Open connections of a profile. */
    public int open(Profile profile) {
        return perProfile.getOrDefault(profile, 0);
    }

    /** Open connections of each profile. */
    public Map<Profile, Integer> all() {
        Map<Profile, Integer> all = new EnumMap<>(Profile.class);
        for (Profile profile : Profile.values()) {
            all.put(profile, open(profile));
        }
        return all;
    }

    /** Open connections of an address on the bridge profile. */
    public int bridgeFrom(String ip) {
        return bridgePerIp.getOrDefault(ip, 0);
    }

    private Refusal refuse(OpenSession session) {
        return switch (session.profile()) {
            case BRIDGE -> refuseBridge(session.ip());
            case TICKS ->
                open(Profile.TICKS) < limits.maxTickClients()
                        ? null
                        : full("Max clients reached", "instance", limits.maxTickClients());
            case DASHBOARD, ECHO ->
                open(session.profile()) < limits.maxConnections()
                        ? null
                        : full("Maximum connections reached", "instance", limits.maxConnections());
        };
    }

    private Refusal refuseBridge(String ip) {
        if (open(Profile.BRIDGE) >= limits.maxConnections()) {
            return full("Maximum connections reached", "instance", limits.maxConnections());
        }
        return bridgePerIp.getOrDefault(ip, 0) < limits.maxConnectionsPerIp()
                ? null
                : full("Maximum connections per IP address reached", "ip", limits.maxConnectionsPerIp());
    }

    private static Refusal full(String message, String scope, int limit) {
        return Refusal.of(ErrorCode.MAX_CONNECTIONS, message)
                .with("limit", limit)
                .with("scope", scope)
                .with("suggestion", "close unused connections, or raise limits in the configuration");
    }
}
