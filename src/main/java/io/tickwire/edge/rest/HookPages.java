package io.tickwire.edge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.config.WebhookConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.Signal;
import io.tickwire.edge.Access;
import io.tickwire.edge.Caller;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.SignalCodec;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.bridge.SignalReader;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.rest.HookTemplate;
import io.tickwire.session.RequestRates;
import io.tickwire.session.auth.FailureMeter;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Alerts of other programs, each address with a secret and a template of its own. Who shows a wrong secret a few times
 * is told to wait. Owner: the edge's context.
 */
final class HookPages implements Operations {
    private static final String HEADER = "X-Webhook-Secret";
    private static final String FIELD = "secret";

    private final Map<String, Hook> hooks = new HashMap<>();
    private final FailureMeter failures = new FailureMeter();
    private final Trades trades;
    private final RequestRates rates;
    private final Access access;
    private final Clock clock;

    private record Hook(byte[] secret, Caller caller, HookTemplate template, SignalCodec codec) {}

    HookPages(
            List<WebhookConfig> configured,
            SignalPolicy policy,
            Supplier<UUID> newIds,
            Trades trades,
            RequestRates rates,
            Access access,
            Clock clock) {
        this.trades = trades;
        this.rates = rates;
        this.access = access;
        this.clock = clock;
        for (WebhookConfig hook : configured) {
            String account = hook.account().isEmpty() ? policy.defaultAccount() : hook.account();
            String subject = "hook:" + hook.name();
            Identity identity = new Identity(subject, Set.of(Scope.TRADE), Set.of(account), Long.MAX_VALUE, subject);
            hooks.put(
                    hook.name(),
                    new Hook(
                            hook.secret().reveal().getBytes(StandardCharsets.UTF_8),
                            new Caller(identity, "", ""),
                            new HookTemplate(hook.name(), hook.signal(), hook.actions(), hook.sentAt()),
                            new SignalCodec(new SignalReader(policy.only(account), newIds))));
        }
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.plain("postHook", this::alert);
    }

    private void alert(RoutingContext ctx) {
        Hook hook = hooks.get(ctx.pathParam("name"));
        JsonNode body = Json.parse(JsonPosts.bytes(ctx));
        // A name that is not there and a secret that is wrong look the same from outside.
        if (hook == null || !MessageDigest.isEqual(hook.secret(), shown(ctx, body))) {
            throw new RefusedRequest(wrong(access.address(ctx.request())));
        }
        Refusal tooMany = rates.acquire(hook.caller().identity().subject(), clock.nanos());
        if (tooMany != null) {
            throw new RefusedRequest(tooMany);
        }
        if (body == null || !body.isObject()) {
            throw new RefusedRequest("$", "JSON object", body == null ? "not JSON" : "something else");
        }
        submit(ctx, hook, body);
    }

    /** Only who is wrong waits: what others send from the same address must not keep a good alert out. */
    private Refusal wrong(String ip) {
        long wait = failures.waitSeconds(ip, clock.nanos());
        if (wait > 0) {
            return Refusal.of(ErrorCode.RATE_LIMITED, "Too many wrong secrets from your address: wait " + wait + " s")
                    .with("retry_after", wait);
        }
        failures.failed(ip, clock.nanos());
        return Refusal.of(ErrorCode.UNAUTHORIZED, "No such webhook, or the secret is wrong")
                .with("suggestion", "send it as the field 'secret' of the body, or in the header " + HEADER);
    }

    private static byte[] shown(RoutingContext ctx, JsonNode body) {
        String header = ctx.request().getHeader(HEADER);
        String text =
                header != null ? header : body == null ? "" : body.path(FIELD).asText("");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void submit(RoutingContext ctx, Hook hook, JsonNode alert) {
        long sentMsc = hook.template()
                .sentMsc(alert)
                .orElseThrow(() -> new RefusedRequest("sentAt", "ISO-8601 time in the alert", "something else"));
        String absent = hook.template().absent(alert);
        if (!absent.isEmpty()) {
            throw new RefusedRequest(
                    absent, "a value in the alert; write {" + absent + "?} where it may be absent", "missing");
        }
        Decoded<Signal> read = hook.codec().decode(hook.template().signal(alert));
        if (read instanceof Decoded.Malformed<Signal> malformed) {
            throw new RefusedRequest(malformed.refusal());
        }
        trades.submit(hook.caller(), ((Decoded.Message<Signal>) read).value(), "hook", sentMsc)
                .onSuccess(answer -> trades.answer(ctx, answer));
    }
}
