package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.domain.message.PacingChange;
import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.protocol.CloseCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;

/** One edge, assembled: the sessions, what they watch, and the timers that keep both honest. Owner: its context. */
public final class Edge {
    private static final long SWEEP_MS = 1000;
    private static final long RELEASE_MS = 5;

    private final Vertx vertx;
    private final EdgeParts parts;
    private final String id;
    private final TickHub hub;
    private final SessionKeeper keeper;
    private final WebSocketDoor door;
    private final TerminalDoor terminals;
    private final PaceKeeper pace;
    private final Access access;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final List<Runnable> gauges = new ArrayList<>();

    /**
     * @param id unique on the node
     * @param epoch of the event numbers of this edge
     */
    public Edge(Vertx vertx, EdgeParts parts, String id, long epoch) {
        this.vertx = vertx;
        this.parts = parts;
        this.id = id;
        MarketDirectory market = parts.market();
        Turn turn = new Turn(vertx);
        this.hub = new TickHub(parts.bus(), parts.clock(), parts.metrics(), turn);
        ChannelService channels = new ChannelService(parts.bus(), parts.terminals(), epoch, parts.clock());
        StreamService streams = new StreamService(market, hub, channels, parts.clock());
        SignalService signals = new SignalService(parts.bus(), parts.terminals(), parts.clock(), parts.stats());
        this.keeper = new SessionKeeper(
                parts.bus(),
                parts.config().limits(),
                parts.clock(),
                parts.metrics(),
                parts.stats(),
                parts.handlers(streams, signals, market),
                parts.audit());
        this.access = new Access(parts.bus(), parts.config());
        this.pace = new PaceKeeper(keeper::sessions, turn, parts.clock());
        this.door = new WebSocketDoor(
                id, parts.config().limits(), parts.clock(), parts.metrics(), keeper, streams, signals, pace, turn);
        this.terminals = new TerminalDoor(
                vertx, parts.links(), parts.config().limits(), parts.clock(), parts.metrics(), parts.audit());
    }

    public Access access() {
        return access;
    }

    /** Starts timers and subscriptions. */
    public void start() {
        subscriptions.add(parts.bus().serve(Addresses.pace(id), check -> pace.check()));
        subscriptions.add(parts.bus().subscribe(Addresses.HEARTBEAT, keeper::heartbeat));
        subscriptions.add(parts.bus().subscribe(Addresses.REVOKED, revoked -> {
            keeper.revoke(revoked.credentials());
            terminals.revoke(revoked.credentials());
        }));
        subscriptions.add(parts.bus().subscribe(Addresses.CENSUS, census -> introduce()));
        timers.add(vertx.setPeriodic(SWEEP_MS, tick -> {
            keeper.sweep();
            pace.progressed();
        }));
        timers.add(vertx.setPeriodic(RELEASE_MS, tick -> hub.releaseHeld()));
        introduce();
        for (Profile profile : Profile.values()) {
            gauges.add(parts.metrics().sessions(profile.label(), id, () -> keeper.count(profile)));
        }
    }

    /** Tells a new guard or poller who is here. */
    private void introduce() {
        keeper.census();
        parts.bus().publish(Addresses.PACING, new PacingChange(id, true));
    }

    /** A new connection of this profile. */
    void accept(ServerWebSocket socket, FrameHandler frames, Profile profile, Caller caller) {
        door.accept(socket, frames, profile, caller);
    }

    /** A terminal dials in. */
    void acceptTerminal(ServerWebSocket socket, FrameHandler frames, Caller caller) {
        terminals.accept(socket, frames, caller);
    }

    public boolean isEmpty() {
        return keeper.sessions().isEmpty() && terminals.isEmpty();
    }

    /** Says goodbye to everybody and stops listening to the bus. While the node goes on, others of its edges serve. */
    public void stop() {
        parts.bus().publish(Addresses.PACING, new PacingChange(id, false));
        if (parts.stopping().getAsBoolean()) {
            keeper.closeAll(CloseCode.GOING_AWAY, "server is going away");
            terminals.closeAll(CloseCode.GOING_AWAY, "server is going away");
        } else {
            keeper.drain();
            terminals.closeAll(CloseCode.DRAINING, "draining, reconnect in 1 s");
        }
        timers.forEach(vertx::cancelTimer);
        gauges.forEach(Runnable::run);
        subscriptions.forEach(Subscription::cancel);
    }
}
