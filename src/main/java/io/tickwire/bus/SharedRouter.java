package io.tickwire.bus;

import io.tickwire.domain.RouterState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;

/** The router state that all verticles, and in a cluster all nodes, share. Any thread. */
public final class SharedRouter {
    private static final String MAP = "tickwire.router";
    private static final String STATE = "state";
    private static final String LAST_TICK = "lastTick";

    private final Vertx vertx;
    private final TypedBus bus;

    public SharedRouter(Vertx vertx, TypedBus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    public Future<RouterState> get() {
        return states().compose(map -> map.get(STATE).compose(state -> this.<Long>map()
                .compose(AsyncMap::values)
                .map(ticks -> (state == null ? RouterState.DEFAULT : state)
                        .seenTick(
                                ticks.stream().mapToLong(Long::longValue).max().orElse(0)))));
    }

    /** Replaces what was set, and tells everybody. */
    public Future<Void> set(RouterState state) {
        return states().compose(map -> map.put(STATE, state)).onSuccess(done -> bus.publish(Addresses.ROUTER, state));
    }

    /** The newest tick of a terminal's poller, epoch milliseconds UTC. */
    public void seenTick(String terminal, long timeMsc) {
        this.<Long>map().onSuccess(map -> map.put(terminal, timeMsc));
    }

    private Future<AsyncMap<String, RouterState>> states() {
        return vertx.sharedData().getAsyncMap(MAP);
    }

    private <V> Future<AsyncMap<String, V>> map() {
        return vertx.sharedData().getAsyncMap(MAP + "." + LAST_TICK);
    }
}
