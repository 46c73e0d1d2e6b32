package io.tickwire.verticles;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The instances of one kind of verticle that run, the oldest first. Owner: the supervisor's context. */
final class Instances {
    private final Vertx vertx;
    private final Supplier<? extends Deployable> factory;
    private final Deque<String> deployments = new ArrayDeque<>();

    Instances(Vertx vertx, Supplier<? extends Deployable> factory) {
        this.vertx = vertx;
        this.factory = factory;
    }

    int size() {
        return deployments.size();
    }

    /** Starts so many, or none: those that started go again when one does not. */
    Future<Void> start(int count) {
        List<Future<String>> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(vertx.deployVerticle(factory.get()));
        }
        return Future.join(started).transform(all -> {
            List<String> ids = started.stream()
                    .filter(Future::succeeded)
                    .map(Future::result)
                    .toList();
            if (all.succeeded()) {
                deployments.addAll(ids);
                return Future.succeededFuture();
            }
            return stop(ids).transform(gone -> Future.failedFuture(all.cause()));
        });
    }

    /** Stops those that run longest; never fails. */
    Future<Void> stopOldest(int count) {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count && !deployments.isEmpty()) {
            ids.add(deployments.pollFirst());
        }
        return stop(ids);
    }

    /** Stops those that came last; never fails. */
    Future<Void> stopNewest(int count) {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count && !deployments.isEmpty()) {
            ids.add(deployments.pollLast());
        }
        return stop(ids);
    }

    private Future<Void> stop(List<String> ids) {
        // A stop that fails leaves nothing that could be stopped again.
        return Future.join(ids.stream().map(vertx::undeploy).toList())
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
