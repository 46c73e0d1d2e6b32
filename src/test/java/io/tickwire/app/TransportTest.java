package io.tickwire.app;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class TransportTest {

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

    /** What is only looked up when a write meets a full socket: a library of another version has not got it. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
    void theLibraryIsOfTheVersionOfItsClasses() {
        assumeTrue(Epoll.isAvailable(), () -> "no epoll: " + Epoll.unavailabilityCause());
        assertTrue(Errors.ERRNO_EAGAIN_NEGATIVE < 0);
        assertTrue(Errors.ERRNO_EPIPE_NEGATIVE < 0);
    }
}
