package io.tickwire.strategy.host;

import io.tickwire.strategy.pack.LoadedStrategy;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A strategy that is a Vert.x verticle and looks after itself: it listens and asks on the bus, orders take the same guarded
 * way, but no state, ticks or orders are handed over. The new version is deployed before the old one is undeployed. Owner:
 * the host's context.
 */
final class PlainVerticle {
    private final HostParts parts;
    private LoadedStrategy loaded;
    private String deployment = "";

    PlainVerticle(HostParts parts) {
        this.parts = parts;
    }

    boolean isRunning() {
        return loaded != null;
    }

    /** Null while none runs. */
    LoadedStrategy loaded() {
        return loaded;
    }

    Future<Void> follow(LoadedStrategy next, Map<String, Object> settings) {
        return parts.aside()
                .run(() -> next.newVerticle(parts.bus()))
                .compose(verticle -> parts.verticles()
                        .deploy(verticle, next.type().getClassLoader(), settings)
                        .timeout(parts.limits().startTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .compose(id -> {
                    LoadedStrategy former = loaded;
                    String before = deployment;
                    loaded = next;
                    deployment = id;
                    return former == null
                            ? Future.succeededFuture()
                            : end(former, before).otherwiseEmpty();
                });
    }

    Future<Void> stop() {
        LoadedStrategy over = loaded;
        if (over == null) {
            return Future.succeededFuture();
        }
        loaded = null;
        return end(over, deployment);
    }

    private Future<Void> end(LoadedStrategy over, String id) {
        return parts.verticles().undeploy(id).eventually(() -> parts.aside().run(() -> {
            over.close();
            return null;
        }));
    }
}
