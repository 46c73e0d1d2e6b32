package io.tickwire.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.domain.message.VerticlesQuery;
import io.tickwire.edge.DoctorService;
import io.tickwire.edge.HttpReply;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.DoctorCodec;
import io.tickwire.protocol.rest.RestEncoder;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** What an administrator looks at: verticles, doctor. Owner: the edge's context. */
final class OpsPages implements Operations {
    private final TypedBus bus;
    private final DoctorService doctor;
    private final Clock clock;

    OpsPages(TypedBus bus, DoctorService doctor, Clock clock) {
        this.bus = bus;
        this.doctor = doctor;
        this.clock = clock;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("listVerticles", this::verticles);
        api.on("runDoctor", ctx -> doctor.look()
                .onSuccess(checks -> HttpReply.json(ctx, 200, out -> DoctorCodec.members(out, checks, clock.millis())))
                .onFailure(ctx::fail));
    }

    private void verticles(RoutingContext ctx) {
        bus.request(Addresses.VERTICLES, new VerticlesQuery())
                .onSuccess(list -> HttpReply.json(
                        ctx, 200, out -> RestEncoder.list(out, "verticles", list.verticles(), "", OpsPages::verticle)))
                .onFailure(gone -> HttpReply.problem(ctx, 503, "", "The supervisor does not answer"));
    }

    private static void verticle(JsonGenerator out, VerticleList.Entry verticle) throws IOException {
        out.writeStringField("name", verticle.name());
        out.writeStringField("state", verticle.state());
        out.writeNumberField("instances", verticle.instances());
        out.writeNumberField("restarts", verticle.restarts());
        out.writeArrayFieldStart("addresses");
        for (String address : verticle.addresses()) {
            out.writeString(address);
        }
        out.writeEndArray();
    }
}
