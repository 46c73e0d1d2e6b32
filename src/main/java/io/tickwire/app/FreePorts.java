package io.tickwire.app;

import io.tickwire.config.Listener;
import io.tickwire.config.TickwireConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Replaces port 0 by a free port once, before several edge instances would each take one of their own. */
final class FreePorts {

    private FreePorts() {}

    static TickwireConfig resolve(TickwireConfig config) {
        Map<String, Integer> ports = new HashMap<>();
        for (Listener listener : config.listeners()) {
            ports.put(listener.name(), free(listener.host(), listener.port()));
        }
        return new TickwireConfig(
                config.http().at(ports.get("http")),
                config.ticks().at(ports.get("ticks")),
                config.echo().at(ports.get("echo")),
                config.restCompat().at(ports.get("restCompat")),
                config.webhooks(),
                config.inference().at(ports.get("inference")),
                config.models(),
                config.mqtt().at(ports.get("mqtt"), ports.get("mqtt.secure"), ports.get("mqtt.webSocket")),
                config.zmqExec().at(ports.get("zmqExec")),
                config.zmqPub().at(ports.get("zmqPub")),
                config.zmqCurve(),
                config.execHttp().at(ports.get("execHttp")),
                config.exec(),
                config.auth(),
                config.limits(),
                config.terminals(),
                config.strategies(),
                config.backtests(),
                config.market(),
                config.execution(),
                config.risk(),
                config.storage(),
                config.history(),
                config.verticles(),
                config.metrics(),
                config.log());
    }

    private static int free(String host, int port) {
        if (port != 0) {
            return port;
        }
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
