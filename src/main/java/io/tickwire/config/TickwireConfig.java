package io.tickwire.config;

import java.util.List;

/** Everything an operator can set; {@code conf/tickwire.json} is one of these, and so is the built-in default. */
public record TickwireConfig(
        @Setting(doc = "HTTP listener: dashboard, WebSocket profiles, REST, health, metrics")
        HttpConfig http,

        @Setting(doc = "Tick stream listener on a port of its own, the one its clients know")
        TickListenerConfig ticks,

        @Setting(doc = "WebSocket echo on a port of its own, for client authors; off by default")
        EchoListenerConfig echo,

        @Setting(doc = "The endpoints of earlier bridges on a port of their own; off by default")
        RestCompatConfig restCompat,

        @Setting(doc = "Pages that take alerts of other programs and make signals of them", value = "[]")
        List<WebhookConfig> webhooks,

        @Setting(doc = "Inference socket: closing prices in, buy or sell out")
        InferenceConfig inference,

        @Setting(doc = "Models: where they are, what they may use")
        ModelsConfig models,

        @Setting(doc = "MQTT server and bridges") MqttConfig mqtt,

        @Setting(doc = "Execution profile over ZeroMQ, for Expert Advisors that execute themselves")
        ZmqExecConfig zmqExec,

        @Setting(doc = "Ticks over ZeroMQ") ZmqPubConfig zmqPub,

        @Setting(doc = "Keys of both ZeroMQ listeners") ZmqCurveConfig zmqCurve,

        @Setting(doc = "Execution profile over HTTP on a port of its own; off by default")
        ExecHttpConfig execHttp,

        @Setting(doc = "Expert Advisors that execute themselves, whichever door they use")
        ExecConfig exec,

        @Setting(doc = "Who may connect: keys, tokens") AuthConfig auth,

        @Setting(doc = "Bounds on what clients may use") LimitsConfig limits,

        @Setting(
                doc = "Terminals to trade on, one account each; the first one's prices are the plain symbols",
                value = "[{}]")
        List<TerminalConfig> terminals,

        @Setting(doc = "Strategies: where they are, what they may use")
        StrategiesConfig strategies,

        @Setting(doc = "Backtests that are asked for over REST")
        BacktestsConfig backtests,

        @Setting(doc = "Market data: caches, primary feeds, staleness")
        MarketConfig market,

        @Setting(doc = "Signals and orders") ExecutionConfig execution,

        @Setting(doc = "Limits that no signal passes") RiskConfig risk,

        @Setting(doc = "Journal and data folder") StorageConfig storage,

        @Setting(doc = "Ticks and bars on disk") HistoryConfig history,

        @Setting(doc = "Which verticles this node runs, and how many")
        VerticlesConfig verticles,

        @Setting(doc = "Metrics endpoint and collection") MetricsConfig metrics,

        @Setting(doc = "What is logged") LogConfig log) {

    /** Every port that clients come in by, whatever it speaks. */
    public List<Listener> listeners() {
        return List.of(
                new Listener("http", http.enabled(), http.host(), http.port(), http.tls()),
                new Listener("ticks", ticks.enabled(), ticks.host(), ticks.port(), ticks.tls()),
                new Listener("echo", echo.enabled(), echo.host(), echo.port(), echo.tls()),
                new Listener(
                        "restCompat", restCompat.enabled(), restCompat.host(), restCompat.port(), restCompat.tls()),
                new Listener("inference", inference.enabled(), inference.host(), inference.port(), inference.tls()),
                new Listener("mqtt", mqtt.enabled(), mqtt.host(), mqtt.port(), mqtt.tls()),
                new Listener(
                        "mqtt.secure",
                        mqtt.enabled() && mqtt.secure().enabled(),
                        mqtt.secure().host(),
                        mqtt.secure().port(),
                        mqtt.secure().tls()),
                new Listener(
                        "mqtt.webSocket",
                        mqtt.enabled() && mqtt.webSocket().enabled(),
                        mqtt.webSocket().host(),
                        mqtt.webSocket().port(),
                        mqtt.webSocket().tls()),
                new Listener("zmqExec", zmqExec.enabled(), zmqExec.host(), zmqExec.port(), TlsConfig.NONE),
                new Listener("zmqPub", zmqPub.enabled(), zmqPub.host(), zmqPub.port(), TlsConfig.NONE),
                new Listener("execHttp", execHttp.enabled(), execHttp.host(), execHttp.port(), execHttp.tls()));
    }

    /** The account whose risk Expert Advisors that execute themselves are judged by. */
    public String execAccount() {
        String signals =
                execution.defaultAccount().isEmpty() ? primaryTerminal().id() : execution.defaultAccount();
        return exec.account().isEmpty() ? signals : exec.account();
    }

    /** The terminal whose ticks carry plain symbol names. */
    public TerminalConfig primaryTerminal() {
        return terminals.get(0);
    }
}
