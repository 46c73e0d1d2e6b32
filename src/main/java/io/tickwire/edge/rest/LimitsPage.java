package io.tickwire.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.domain.message.Usage;
import io.tickwire.domain.message.UsageQuery;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** {@code /api/v1/limits}: every limit that a client can meet, what is used of it, and what is left for who asks. */
final class LimitsPage implements Operations {
    private final TypedBus bus;
    private final LimitsConfig limits;

    LimitsPage(TypedBus bus, LimitsConfig limits) {
        this.bus = bus;
        this.limits = limits;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("getLimits", this::answer);
    }

    private void answer(RoutingContext ctx) {
        Caller caller = Caller.of(ctx);
        bus.request(Addresses.USAGE, new UsageQuery(caller.identity().subject(), caller.ip()))
                .onSuccess(used -> HttpReply.json(ctx, 200, out -> {
                    out.writeObjectFieldStart("limits");
                    limits(out);
                    out.writeEndObject();
                    out.writeObjectFieldStart("open");
                    for (Profile profile : Profile.values()) {
                        out.writeNumberField(profile.label(), used.sessions().get(profile));
                    }
                    out.writeEndObject();
                    out.writeObjectFieldStart("you");
                    you(out, caller, used);
                    out.writeEndObject();
                }))
                .onFailure(gone -> HttpReply.problem(ctx, 503, "", "The session guard does not answer"));
    }

    private void limits(JsonGenerator out) throws IOException {
        out.writeNumberField("bridge_connections", limits.maxConnections());
        out.writeNumberField("bridge_connections_per_address", limits.maxConnectionsPerIp());
        out.writeNumberField("tick_clients", limits.maxTickClients());
        out.writeNumberField("messages_per_second", limits.messagesPerSecond());
        out.writeNumberField("requests_per_second", limits.requestsPerSecond());
        out.writeNumberField("orders_per_minute", limits.ordersPerMinute());
        out.writeNumberField("closes_per_minute", limits.closesPerMinute());
        out.writeNumberField("symbols_per_client", limits.maxSymbolsPerClient());
        out.writeNumberField("message_bytes", limits.maxMessageBytes());
        out.writeNumberField("idle_ms", limits.idleTimeout().toMillis());
        out.writeNumberField("heartbeat_ms", limits.heartbeat().toMillis());
        out.writeNumberField("slow_consumer_ms", limits.slowConsumerGrace().toMillis());
        out.writeNumberField("waiting_messages", limits.maxPendingMessages());
        out.writeNumberField("abuse_ms", limits.abuseGrace().toMillis());
    }

    private static void you(JsonGenerator out, Caller caller, Usage used) throws IOException {
        out.writeStringField("identity", caller.identity().subject());
        out.writeStringField("address", caller.ip());
        out.writeNumberField("bridge_connections", used.fromAddress());
        out.writeNumberField("orders_left", used.ordersLeft());
        out.writeNumberField("closes_left", used.closesLeft());
    }
}
