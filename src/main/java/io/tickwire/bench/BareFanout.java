package io.tickwire.bench;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes a text to the sockets of every event loop: one hand-over per loop, one write per socket. Any thread. */
final class BareFanout {
    private final List<Audience> audiences = new CopyOnWriteArrayList<>();

    /** The sockets of one event loop. Owner: its context. */
    static final class Audience {
        private final Context context;
        private final Set<ServerWebSocket> sockets = new LinkedHashSet<>();

        private Audience(Context context) {
            this.context = context;
        }

        void join(ServerWebSocket socket) {
            sockets.add(socket);
        }

        void leave(ServerWebSocket socket) {
            sockets.remove(socket);
        }

        private void write(String text) {
            sockets.forEach(socket -> socket.writeTextMessage(text));
        }
    }

    Audience audience(Context context) {
        Audience audience = new Audience(context);
        audiences.add(audience);
        return audience;
    }

    void publish(String text) {
        audiences.forEach(audience -> audience.context.runOnContext(v -> audience.write(text)));
    }
}
