package io.tickwire.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tickwire.risk.ApprovedOrder;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Deployable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The borders of the house, held by the build. */
final class BordersTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tickwire");

    private static final List<String> LAYERS = List.of(
            "app",
            "bench",
            "client",
            "verticles",
            "edge",
            "mqtt",
            "backtest",
            "strategy",
            "execution",
            "risk",
            "inference",
            "history",
            "market",
            "session",
            "terminal",
            "journal",
            "protocol",
            "bus",
            "config",
            "ops",
            "domain");

    @Test
    void dependenciesPointDownwardsOnly() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : LAYERS) {
            layers = layers.layer(layer).definedBy("io.tickwire." + layer + "..");
        }
        for (int i = 0; i < LAYERS.size(); i++) {
            layers = i == 0
                    ? layers.whereLayer(LAYERS.get(i)).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(LAYERS.get(i))
                            .mayOnlyBeAccessedByLayers(LAYERS.subList(0, i).toArray(String[]::new));
        }
        layers.check(HOUSE);
    }

    @Test
    void everyPackageHasItsLayer() {
        classes()
                .that()
                .resideInAPackage("io.tickwire..")
                .should()
                .resideInAnyPackage(LAYERS.stream()
                        .map(layer -> "io.tickwire." + layer + "..")
                        .toArray(String[]::new))
                .check(HOUSE);
    }

    @Test
    void clientsKnowTheWireAndNothingOfTheServer() {
        check(classes()
                .that()
                .resideInAPackage("io.tickwire.client..")
                .should()
                .onlyDependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.<com.tngtech.archunit.core.domain.JavaClass>not(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                                "io.tickwire.."))
                                .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                        "io.tickwire.client..", "io.tickwire.protocol..", "io.tickwire.domain.."))
                                .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.type(
                                        io.tickwire.ops.Clock.class))));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.tickwire.client..", "io.tickwire.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tickwire.client.."));
    }

    @Test
    void domainDependsOnJavaAlone() {
        check(classes()
                .that()
                .resideInAPackage("io.tickwire.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.tickwire.domain.."));
    }

    @Test
    void protocolKnowsNeitherVertxNorLogging() {
        check(noClasses()
                .that()
                .resideInAPackage("io.tickwire.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "org.slf4j..", "io.netty.."));
    }

    @Test
    void onlyTheBusTouchesTheEventBus() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.tickwire.bus..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.core.eventbus.."));
    }

    @Test
    void onlyTheCompositionRootBuildsVerticles() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.tickwire.app..", "io.tickwire.verticles..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tickwire.verticles.."));
        check(classes()
                .that()
                .areAssignableTo(Deployable.class)
                .and()
                .areTopLevelClasses()
                .should()
                .resideInAPackage("io.tickwire.verticles.."));
    }

    @Test
    void onlyOpsReadsTheClock() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.tickwire.ops..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now"));
    }

    @Test
    void onlyOnePlaceStartsTheEngine() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(io.tickwire.inference.onnx.Ort.class.getName())
                .and()
                .resideOutsideOfPackage("io.tickwire.inference.onnx..")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("getEnvironment"))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(
                                                "ai.onnxruntime.OrtEnvironment"))))));
    }

    @Test
    void onlyExecutionSendsOrders() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.tickwire.execution..", "io.tickwire.terminal..")
                .should()
                .callMethod(TerminalGateway.class, "submit", io.tickwire.domain.TradeRequest.class));
    }

    @Test
    void onlyRiskApprovesOrders() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.tickwire.risk..")
                .should()
                .callConstructor(ApprovedOrder.class, io.tickwire.domain.TradeRequest.class));
    }

    @Test
    void nobodyPassesUntypedJsonAround() {
        // The bare servers of the load harness are what others write; we are measured against that. The API's document
        // is read by a library that speaks its own JSON, and so are the options of a verticle that a strategy is.
        for (Class<?> untyped : List.of(JsonObject.class, JsonArray.class)) {
            check(noClasses()
                    .that()
                    .haveSimpleNameNotStartingWith("Bare")
                    .and()
                    .haveNameNotMatching("io.tickwire.edge.rest.Api(Contract|Errors).*|.*StrategyHost.Plain")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(untyped));
        }
    }

    @Test
    void staticStateIsFinal() {
        check(fields().that()
                .areStatic()
                .and()
                .areNotFinal()
                .should()
                .beDeclaredIn(BordersTest.class)
                .allowEmptyShould(true));
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }
}
