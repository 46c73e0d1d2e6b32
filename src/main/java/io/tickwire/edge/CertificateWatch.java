package io.tickwire.edge;

import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a listener its renewed certificate while it runs. Owner: the context that made it. */
public final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final Vertx vertx;
    private final ListenerTls tls;
    private final Function<ServerSSLOptions, Future<Boolean>> server;
    private final Consumer<HealthReport> health;
    private final long timer;
    private String told = "";
    private boolean looking;

    /**
     * @param server takes the new certificate; connections that stand keep the old one
     * @param health hears each time whether the files can be used
     */
    public CertificateWatch(
            Vertx vertx,
            ListenerTls tls,
            Function<ServerSSLOptions, Future<Boolean>> server,
            Consumer<HealthReport> health,
            long everyMs) {
        this.vertx = vertx;
        this.tls = tls;
        this.server = server;
        this.health = health;
        this.timer = vertx.setPeriodic(everyMs, tick -> look());
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        vertx.executeBlocking(tls::claimRenewal, false)
                .compose(claimed -> claimed ? renew() : Future.succeededFuture())
                .onComplete(done -> {
                    looking = false;
                    tell(done.failed() ? done.cause().toString() : tls.problem());
                });
    }

    private Future<Void> renew() {
        return server.apply(tls.renewed())
                .onSuccess(changed -> LOG.info("{}: the renewed certificate is shown from now on", tls.listener()))
                .onFailure(failed -> tls.giveBack())
                .mapEmpty();
    }

    private void tell(String problem) {
        if (!problem.isEmpty() && !problem.equals(told)) {
            LOG.error("{}: the older certificate stays, because {}", tls.listener(), problem);
        }
        told = problem;
        health.accept(new HealthReport(
                "certificate " + tls.listener(), problem.isEmpty() ? Level.HEALTHY : Level.DEGRADED, problem));
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }
}
