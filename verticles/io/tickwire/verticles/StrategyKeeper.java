package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyList;
import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.strategy.pack.DescriptorReader;
import io.tickwire.strategy.pack.StrategyFolder;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each folder of a strategy a host, and takes it away when the folder goes. */
public final class StrategyKeeper extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(StrategyKeeper.class);
    private static final int MOST = 200;

    private final StrategyFolder folder;
    private final Duration poll;
    private final Function<String, Deployable> hosts;
    private final TypedBus bus;
    private final Map<String, Future<String>> deployed = new TreeMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> leaving = new HashSet<>();
    private String problem = "";
    private boolean looking;

    /** @param hosts makes the host of a strategy */
    public StrategyKeeper(StrategyFolder folder, Duration poll, Function<String, Deployable> hosts, TypedBus bus) {
        this.folder = folder;
        this.poll = poll;
        this.hosts = hosts;
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        bus.serve(Addresses.STRATEGIES, query -> list());
        vertx.setPeriodic(poll.toMillis(), tick -> look());
        return look();
    }

    private Future<Void> look() {
        if (looking) {
            return Future.succeededFuture();
        }
        looking = true;
        return vertx.executeBlocking(folder::ids, false)
                .onSuccess(ids -> {
                    tell("");
                    keep(ids);
                })
                .onFailure(failure -> tell("the folder " + folder.root() + " cannot be read: " + failure))
                .onComplete(done -> looking = false)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void tell(String now) {
        if (!now.equals(problem)) {
            problem = now;
            if (!now.isEmpty()) {
                LOG.error("strategies: {}", now);
            }
            Level level = now.isEmpty() ? Level.HEALTHY : Level.DEGRADED;
            bus.publish(Addresses.HEALTH, new HealthReport("strategies", level, now));
        }
    }

    private void keep(List<String> ids) {
        for (String id : ids) {
            missing.remove(id);
            if (!deployed.containsKey(id) && deployed.size() < MOST) {
                deployed.put(id, deploy(id));
            }
        }
        for (String id : List.copyOf(deployed.keySet())) {
            // A folder that is being replaced is not there for a moment.
            if (!ids.contains(id) && !missing.add(id)) {
                missing.remove(id);
                // Until it is gone nobody else may have this name.
                if (leaving.add(id)) {
                    deployed.get(id).compose(vertx::undeploy).onComplete(gone -> {
                        deployed.remove(id);
                        leaving.remove(id);
                        LOG.info("strategy {} is gone", id);
                    });
                }
            }
        }
    }

    private Future<String> deploy(String id) {
        if (!DescriptorReader.isId(id)) {
            LOG.error("strategies: folder '{}' is passed over: its name must be 1 to 40 of a-z, 0-9 and '-'", id);
            return Future.failedFuture(id);
        }
        return vertx.deployVerticle(hosts.apply(id))
                .onFailure(failure -> LOG.error("strategy {} has no host: {}", id, failure.toString()));
    }

    private Future<StrategyList> list() {
        List<Future<StrategyStatus>> asked = deployed.keySet().stream()
                .map(id -> bus.ask(Addresses.strategy(id), StrategyCommand.of(StrategyCommand.Kind.STATUS))
                        .map(StrategyAnswer::status)
                        .<StrategyStatus>otherwiseEmpty())
                .toList();
        return Future.join(asked)
                .map(all -> new StrategyList(
                        asked.stream()
                                .map(Future::result)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toList()),
                        problem));
    }
}
