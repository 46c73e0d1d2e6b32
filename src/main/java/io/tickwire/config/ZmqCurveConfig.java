package io.tickwire.config;

import java.util.List;

/** CURVE of both ZeroMQ listeners: who may connect, and that nobody else reads along. No key file = none. */
public record ZmqCurveConfig(
        @Setting(
                doc = "The server's secret key, a file that only its owner reads; 'tickwire keygen --curve' makes one",
                value = "")
        String secretKeyFile,

        @Setting(doc = "Clients that may connect", value = "[]")
        List<CurveClientConfig> clients) {

    /** Whether peers have to show a key. */
    public boolean isOn() {
        return !secretKeyFile.isEmpty();
    }

    /** One client. */
    public record CurveClientConfig(
            @Setting(doc = "Its public key, 40 characters of Z85", required = true)
            String publicKey,

            @Setting(doc = "Its name, for quotas and the journal", required = true)
            String subject,

            @Setting(
                    doc = "What it may: trade for zmqExec, read for zmqPub; trade includes read",
                    value = "[\"trade\"]")
            List<String> scopes,

            @Setting(doc = "Accounts that are open to it; empty = all", value = "[]")
            List<String> accounts) {}
}
