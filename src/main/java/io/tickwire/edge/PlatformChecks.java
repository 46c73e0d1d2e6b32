package io.tickwire.edge;

import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Judges the node itself: its parts and its listeners. */
final class PlatformChecks {

    private PlatformChecks() {}

    /** One line when all are well, else one for each that is not. Pure. */
    static List<DoctorCheck> parts(List<HealthReport> parts) {
        List<DoctorCheck> checks = new ArrayList<>();
        for (HealthReport part : parts) {
            String fix = "see the checks of its terminal, and the log";
            if (part.level() == Level.DEGRADED) {
                checks.add(DoctorCheck.warn("part " + part.component(), part.reason(), fix));
            } else if (part.level() == Level.UNHEALTHY) {
                checks.add(DoctorCheck.fail("part " + part.component(), part.reason(), fix));
            }
        }
        if (checks.isEmpty()) {
            checks.add(
                    parts.isEmpty()
                            ? DoctorCheck.warn("parts", "no part reports its health", "look at the log")
                            : DoctorCheck.ok("parts", parts.size() + " parts are healthy"));
        }
        return checks;
    }

    /**
     * May ask the name service, so it blocks.
     *
     * @param auth whether credentials are asked for
     * @param tls whether it has a certificate
     */
    static DoctorCheck listener(String key, boolean enabled, String host, boolean auth, boolean tls) {
        String name = "listener " + key;
        if (!enabled) {
            return DoctorCheck.skipped(name, "switched off");
        }
        String how = (auth ? "with" : "without") + " authentication, " + (tls ? "TLS" : "plain");
        String fix =
                "set $." + key + ".host to 127.0.0.1, or switch on $.auth and give $." + key + ".tls a certificate";
        try {
            boolean loopback = InetAddress.getByName(host).isLoopbackAddress();
            if (loopback || auth && tls) {
                return DoctorCheck.ok(name, how + (loopback ? ", on loopback only (" : ", on (") + host + ")");
            }
            return auth
                    ? DoctorCheck.warn(
                            name, how + ", and others reach " + host, "see that only the proxy with TLS does")
                    : DoctorCheck.fail(name, how + ", and others reach " + host, fix);
        } catch (UnknownHostException unknown) {
            return DoctorCheck.warn(name, "the address of " + host + " is not known", fix);
        }
    }
}
