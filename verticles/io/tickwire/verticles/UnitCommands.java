package io.tickwire.verticles;

import io.tickwire.config.NearestKey;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.VerticleCommand;
import io.tickwire.domain.message.VerticleReport;
import io.tickwire.ops.UnitPolicy;
import io.tickwire.verticles.SupervisedUnit.State;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Commands to the verticles of a node: does what their policies allow, and says clearly why not. Owner: the supervisor's context. */
final class UnitCommands {
    private final List<SupervisedUnit> units;

    /** @param units of the node; more may be added */
    UnitCommands(List<SupervisedUnit> units) {
        this.units = units;
    }

    /** Never fails. */
    Future<VerticleReport> run(VerticleCommand command) {
        SupervisedUnit unit = units.stream()
                .filter(one -> one.name().equals(command.name()))
                .findFirst()
                .orElse(null);
        if (unit == null) {
            return Future.succeededFuture(new VerticleReport(null, "", unknown(command.name())));
        }
        Refusal refusal = refusal(unit, command);
        if (refusal != null) {
            return Future.succeededFuture(new VerticleReport(unit.describe(), "", refusal));
        }
        return obey(unit, command)
                .transform(done -> Future.succeededFuture(new VerticleReport(
                        unit.describe(), note(unit, command), done.failed() ? failed(unit, done.cause()) : null)));
    }

    private static Future<Void> obey(SupervisedUnit unit, VerticleCommand command) {
        return switch (command.kind()) {
            case REDEPLOY, DEPLOY -> unit.redeploy(command.instances());
            case SCALE -> unit.scale(command.instances());
            case UNDEPLOY -> unit.undeploy();
        };
    }

    private Refusal unknown(String name) {
        TreeSet<String> names = units.stream().map(SupervisedUnit::name).collect(Collectors.toCollection(TreeSet::new));
        Refusal refusal = Refusal.of(ErrorCode.VERTICLE_NOT_FOUND, "This node runs no verticle '" + name + "'");
        return NearestKey.to(name, names)
                .map(nearest -> refusal.with("suggestion", "did you mean '" + nearest + "'?"))
                .orElse(refusal)
                .with("known", String.join(", ", names));
    }

    /** Null = it may be done. */
    private static Refusal refusal(SupervisedUnit unit, VerticleCommand command) {
        if (unit.isBusy()) {
            return conflict(
                            unit,
                            "is " + unit.state().name().toLowerCase(Locale.ROOT) + " at the moment",
                            "try again when it is running")
                    .with("retry_after", 1);
        }
        return switch (command.kind()) {
            case REDEPLOY ->
                unit.state() == State.UNDEPLOYED
                        ? conflict(unit, "is undeployed, there is nothing to redeploy", "deploy it")
                        : null;
            case DEPLOY ->
                unit.state() == State.RUNNING ? conflict(unit, "runs already", "redeploy or scale it") : null;
            case SCALE -> scale(unit, command.instances());
            case UNDEPLOY -> undeploy(unit, command.force());
        };
    }

    private static Refusal scale(SupervisedUnit unit, int instances) {
        int most = unit.policy().maxInstances();
        if (instances < 1) {
            return Refusal.validation("instances", "whole number from 1 to " + most, Integer.toString(instances))
                    .with("suggestion", "undeploy it to have none");
        }
        if (instances > most) {
            return most == 1
                    ? conflict(unit, "must be one: it is the only owner of what it works on", "leave it at 1")
                    : Refusal.validation("instances", "whole number from 1 to " + most, Integer.toString(instances));
        }
        return null;
    }

    private static Refusal undeploy(SupervisedUnit unit, boolean force) {
        UnitPolicy policy = unit.policy();
        if (unit.state() == State.UNDEPLOYED) {
            return conflict(unit, "is undeployed already", "deploy it to have it back");
        }
        return policy.vital() && !force
                ? conflict(
                                unit,
                                "is what others need: without it " + policy.without(),
                                "say \"force\": true if that is wanted")
                        .with("stops", policy.without())
                : null;
    }

    private static Refusal conflict(SupervisedUnit unit, String why, String suggestion) {
        return Refusal.of(ErrorCode.VERTICLE_CONFLICT, unit.name() + " " + why).with("suggestion", suggestion);
    }

    private static String note(SupervisedUnit unit, VerticleCommand command) {
        return command.kind() == VerticleCommand.Kind.UNDEPLOY ? unit.policy().without() : "";
    }

    private static Refusal failed(SupervisedUnit unit, Throwable failure) {
        return Refusal.of(
                ErrorCode.INTERNAL,
                unit.name() + " did not start: " + failure.getMessage()
                        + (unit.state() == State.RUNNING ? "; those that ran go on" : "; it is tried again"));
    }
}
