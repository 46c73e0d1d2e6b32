package io.tickwire.config;

import java.util.Map;

/** A page that takes alerts of another program and makes signals of them: {@code POST /hooks/<name>}. */
public record WebhookConfig(
        @Setting(doc = "The last part of its address; letters, digits, '.', '_' and '-'", required = true)
        String name,

        @Setting(
                doc = "What the sender must show, 16 characters at least: as the body's field 'secret' or in the header"
                        + " X-Webhook-Secret. From the environment: \"${TICKWIRE_HOOK_SECRET}\"",
                required = true)
        Secret secret,

        @Setting(doc = "Account to trade on; empty = the default one", value = "")
        String account,

        @Setting(
                doc =
                        "Fields of a signal, each a text in which {a.b} stands for the field b of the field a of the body."
                                + " {a.b?} may be absent, and then the field is; without the question mark such an alert is refused",
                value =
                        "{\"symbol\": \"{ticker}\", \"action\": \"{action}\", \"volume\": \"{volume?}\", \"price\": \"{price?}\","
                                + " \"stop_loss\": \"{stop_loss?}\", \"take_profit\": \"{take_profit?}\", \"comment\": \"{comment?}\","
                                + " \"signal_id\": \"{id?}\"}")
        Map<String, String> signal,

        @Setting(
                doc = "Words for actions, besides BUY, SELL and CLOSE in any case",
                value = "{\"long\": \"BUY\", \"short\": \"SELL\", \"flat\": \"CLOSE\", \"exit\": \"CLOSE\"}")
        Map<String, String> actions,

        @Setting(
                doc = "Where the body says when it was sent, ISO-8601, as a template: an alert older than"
                        + " execution.maxSignalAge is refused; empty = it does not say",
                value = "{time}")
        String sentAt) {}
