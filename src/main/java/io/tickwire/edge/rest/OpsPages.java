package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.ReloadConfig;
import io.tickwire.domain.message.VerticleCommand;
import io.tickwire.domain.message.VerticleCommand.Kind;
import io.tickwire.domain.message.VerticlesQuery;
import io.tickwire.edge.AdminService;
import io.tickwire.edge.Caller;
import io.tickwire.edge.DoctorService;
import io.tickwire.edge.HttpReply;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.DoctorCodec;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.rest.RestEncoder;
import io.tickwire.protocol.rest.VerticleEncoder;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** What an administrator looks at and turns: verticles, configuration, doctor. Owner: the edge's context. */
final class OpsPages implements Operations {
    private static final int MAX_INSTANCES = 256;

    private final TypedBus bus;
    private final AdminService admins;
    private final DoctorService doctor;
    private final Clock clock;

    OpsPages(TypedBus bus, AdminService admins, DoctorService doctor, Clock clock) {
        this.bus = bus;
        this.admins = admins;
        this.doctor = doctor;
        this.clock = clock;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("listVerticles", this::verticles);
        api.on("redeployVerticle", ctx -> command(ctx, Kind.REDEPLOY));
        api.on("scaleVerticle", ctx -> command(ctx, Kind.SCALE));
        api.on("undeployVerticle", ctx -> command(ctx, Kind.UNDEPLOY));
        api.on("deployVerticle", ctx -> command(ctx, Kind.DEPLOY));
        api.on("reloadConfig", this::reload);
        api.on("runDoctor", ctx -> doctor.look()
                .onSuccess(checks -> HttpReply.json(ctx, 200, out -> DoctorCodec.members(out, checks, clock.millis())))
                .onFailure(ctx::fail));
    }

    private void verticles(RoutingContext ctx) {
        bus.request(Addresses.VERTICLES, new VerticlesQuery())
                .onSuccess(list -> HttpReply.json(
                        ctx,
                        200,
                        out -> RestEncoder.list(out, "verticles", list.verticles(), "", VerticleEncoder::members)))
                .onFailure(gone -> HttpReply.problem(ctx, 503, "", "The supervisor does not answer"));
    }

    private void command(RoutingContext ctx, Kind kind) {
        byte[] body = JsonPosts.bytes(ctx);
        FieldReader fields = new FieldReader(Json.parse(body.length == 0 ? new byte[] {'{', '}'} : body));
        String name = ctx.pathParam("name");
        int instances = kind == Kind.SCALE ? (int) fields.integer("instances", 1, MAX_INSTANCES) : 0;
        boolean force = kind == Kind.UNDEPLOY && fields.optionalFlag("force", false);
        if (!fields.ok()) {
            HttpReply.problem(ctx, fields.refusal());
            return;
        }
        Caller caller = Caller.of(ctx);
        String act = kind.name().toLowerCase(Locale.ROOT) + " " + name + (kind == Kind.SCALE ? " " + instances : "")
                + (force ? " force" : "");
        bus.request(Addresses.VERTICLE_COMMAND, new VerticleCommand(kind, name, instances, force))
                .onSuccess(report -> {
                    note(caller, act, report.refusal());
                    if (report.refusal() != null) {
                        HttpReply.problem(ctx, report.refusal());
                    } else {
                        HttpReply.json(ctx, 200, out -> VerticleEncoder.report(out, report));
                    }
                })
                .onFailure(gone -> {
                    admins.note(caller, act, "failed", String.valueOf(gone.getMessage()));
                    HttpReply.problem(ctx, 503, "", "The supervisor does not answer");
                });
    }

    private void reload(RoutingContext ctx) {
        Caller caller = Caller.of(ctx);
        bus.request(Addresses.RELOAD, new ReloadConfig())
                .onSuccess(report -> {
                    note(caller, "reload config " + report.applied(), report.refusal());
                    if (report.refusal() != null) {
                        HttpReply.problem(ctx, report.refusal());
                    } else {
                        HttpReply.json(ctx, 200, out -> VerticleEncoder.report(out, report));
                    }
                })
                .onFailure(gone -> {
                    admins.note(caller, "reload config", "failed", String.valueOf(gone.getMessage()));
                    HttpReply.problem(ctx, 503, "", "The supervisor does not answer");
                });
    }

    private void note(Caller caller, String act, Refusal refusal) {
        admins.note(caller, act, refusal == null ? "ok" : "refused", refusal == null ? "" : refusal.message());
    }
}
