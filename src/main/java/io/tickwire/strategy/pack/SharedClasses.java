package io.tickwire.strategy.pack;

import java.util.List;

/**
 * Which of the platform's classes a strategy sees: the author's API, the value types, and the log. A strategy that is a
 * Vert.x verticle sees Vert.x and the bus too. Everything else is its own. Pure.
 */
final class SharedClasses {
    private static final List<String> API = List.of("io.tickwire.strategy", "io.tickwire.domain");
    private static final List<String> VERTICLE = List.of("io.tickwire.bus", "io.tickwire.domain.message");

    private SharedClasses() {}

    static boolean isShared(String className) {
        int dot = className.lastIndexOf('.');
        return dot > 0 && isSharedPackage(className.substring(0, dot));
    }

    static boolean isSharedPackage(String name) {
        return API.contains(name)
                || VERTICLE.contains(name)
                || name.equals("org.slf4j")
                || name.startsWith("org.slf4j.")
                || name.equals("io.vertx.core")
                || name.startsWith("io.vertx.core.");
    }
}
