package io.tickwire.app;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class TransportTest {

    /** The native library is older than the classes that use it: this says when the two do not fit any more. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void epollIsLoaded() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        try {
            assertTrue(vertx.isNativeTransportEnabled(), () -> String.valueOf(vertx.unavailableNativeTransportCause()));
        } finally {
            await(vertx.close());
        }
    }
}
