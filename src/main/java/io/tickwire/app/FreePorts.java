package io.tickwire.app;

import io.tickwire.config.EchoListenerConfig;
import io.tickwire.config.HttpConfig;
import io.tickwire.config.TickListenerConfig;
import io.tickwire.config.TickwireConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Replaces port 0 by a free port once, before several edge instances would each take one of their own. */
final class FreePorts {

    private FreePorts() {}

    static TickwireConfig resolve(TickwireConfig config) {
        HttpConfig http = config.http();
        TickListenerConfig ticks = config.ticks();
        EchoListenerConfig echo = config.echo();
        return new TickwireConfig(
                new HttpConfig(
                        http.enabled(),
                        http.host(),
                        free(http.host(), http.port()),
                        http.allowedOrigins(),
                        http.compression(),
                        http.plainBehindProxy(),
                        http.tls()),
                new TickListenerConfig(ticks.enabled(), ticks.host(), free(ticks.host(), ticks.port()), ticks.tls()),
                new EchoListenerConfig(echo.enabled(), echo.host(), free(echo.host(), echo.port()), echo.tls()),
                config.inference()
                        .at(free(config.inference().host(), config.inference().port())),
                config.models(),
                config.auth(),
                config.limits(),
                config.terminals(),
                config.market(),
                config.execution(),
                config.risk(),
                config.storage(),
                config.verticles(),
                config.metrics());
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
