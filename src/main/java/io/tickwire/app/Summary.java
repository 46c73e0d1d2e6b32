package io.tickwire.app;

import io.tickwire.config.AuthConfig;
import io.tickwire.config.FeedConfig;
import io.tickwire.config.MqttConfig;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.config.StorageConfig;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the log says after the start: what runs where, in a few lines. */
final class Summary {

    private Summary() {}

    static List<String> lines(TickwireConfig config) {
        List<String> lines = new ArrayList<>();
        if (config.http().enabled()) {
            String http = config.http().host() + ":" + config.http().port();
            String tls = config.http().tls().isOn() ? "s" : "";
            lines.add("dashboard    http" + tls + "://" + http + "/");
            lines.add("bridge       ws" + tls + "://" + http + "/websocket/ws");
        }
        if (config.ticks().enabled()) {
            lines.add("tick stream  ws" + (config.ticks().tls().isOn() ? "s" : "") + "://"
                    + config.ticks().host() + ":" + config.ticks().port() + "/");
        }
        if (config.echo().enabled()) {
            lines.add("echo         ws" + (config.echo().tls().isOn() ? "s" : "") + "://"
                    + config.echo().host() + ":" + config.echo().port() + "/");
        }
        if (config.inference().enabled() && config.verticles().inferenceSocket().enabled()) {
            lines.add("inference    " + (config.inference().tls().isOn() ? "wss and tls://" : "ws and tcp://")
                    + config.inference().host() + ":" + config.inference().port() + "/, model "
                    + config.inference().defaultModel());
        }
        if (config.restCompat().enabled()) {
            lines.add("rest compat  http" + (config.restCompat().tls().isOn() ? "s" : "") + "://"
                    + config.restCompat().host() + ":" + config.restCompat().port() + "/");
        }
        boolean mqtt = config.mqtt().enabled() && config.verticles().mqttEdge().enabled();
        String zmq = zmq(config);
        if (mqtt) {
            lines.add("mqtt         " + mqtt(config.mqtt()) + (zmq.isEmpty() ? "" : "; zeromq " + zmq));
        } else if (!zmq.isEmpty()) {
            lines.add("zeromq       " + zmq);
        }
        if (config.execHttp().enabled()) {
            lines.add("exec         http" + (config.execHttp().tls().isOn() ? "s" : "") + "://"
                    + config.execHttp().host() + ":" + config.execHttp().port() + "/");
        }
        for (TerminalConfig terminal : config.terminals()) {
            if (terminal.type() == TerminalConfig.Type.LINK) {
                lines.add(
                        "account      " + terminal.id() + ": " + terminal.link().login()
                                + (terminal.link().live() ? ", real money allowed" : ", no real money")
                                + ", dials in at /terminal/ws");
                continue;
            }
            lines.add("account      " + account(terminal));
            lines.add("feed         " + feed(terminal.simulated()));
        }
        if (config.auth().enabled()) {
            lines.add("credentials  " + credentials(config.auth()));
        }
        lines.add("journal      " + journal(config));
        return lines;
    }

    /** Empty when it is off. */
    private static String zmq(TickwireConfig config) {
        List<String> doors = new ArrayList<>();
        if (ZmqNode.isOn(config) && config.zmqExec().enabled()) {
            doors.add("exec tcp://" + config.zmqExec().host() + ":"
                    + config.zmqExec().port());
        }
        if (ZmqNode.isOn(config) && config.zmqPub().enabled()) {
            doors.add("ticks tcp://" + config.zmqPub().host() + ":"
                    + config.zmqPub().port());
        }
        return String.join(", ", doors) + (!doors.isEmpty() && config.zmqCurve().isOn() ? ", CURVE" : "");
    }

    private static String mqtt(MqttConfig mqtt) {
        String line = (mqtt.tls().isOn() ? "tls://" : "tcp://") + mqtt.host() + ":" + mqtt.port();
        if (mqtt.secure().enabled()) {
            line += " tls://" + mqtt.secure().host() + ":" + mqtt.secure().port();
        }
        return mqtt.webSocket().enabled()
                ? line + (mqtt.webSocket().tls().isOn() ? " wss://" : " ws://")
                        + mqtt.webSocket().host() + ":" + mqtt.webSocket().port()
                : line;
    }

    private static String credentials(AuthConfig auth) {
        return auth.jwt().keys().size() + " token keys"
                + (auth.apiKeysFile().isEmpty() ? "" : ", API keys in " + auth.apiKeysFile());
    }

    private static String journal(TickwireConfig config) {
        return config.storage().journal() == StorageConfig.Kind.SQLITE
                ? Path.of(config.storage().path()).toAbsolutePath().normalize().toString()
                : "in memory: nothing survives the end of this process";
    }

    private static String account(TerminalConfig terminal) {
        SimulatedConfig account = terminal.simulated();
        return String.format(
                Locale.ROOT,
                "%s: %d on %s, %.2f %s, 1:%d, %s (simulated)",
                terminal.id(),
                account.login(),
                account.server(),
                account.balance(),
                account.currency(),
                account.leverage(),
                account.marginMode().name().toLowerCase(Locale.ROOT));
    }

    private static String feed(SimulatedConfig simulated) {
        FeedConfig feed = simulated.feed();
        return feed.type() == FeedConfig.Type.SYNTHETIC
                ? "synthetic market, seed " + feed.seed() + ": " + String.join(" ", simulated.symbols())
                : "replay of " + feed.files() + " at " + feed.speed() + (feed.loop() ? ", looped" : "");
    }
}
