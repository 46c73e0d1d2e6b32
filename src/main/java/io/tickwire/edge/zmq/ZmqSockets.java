package io.tickwire.edge.zmq;

import io.tickwire.config.TickwireConfig;
import io.tickwire.edge.PortTakenException;
import io.tickwire.edge.exec.ExecDoor;
import io.tickwire.edge.exec.ExecLatency;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * The thread that owns every ZeroMQ socket of the node. It never waits for anybody but for the sockets and for a ring.
 * Any thread may call what is public; everything else is the thread's own.
 */
public final class ZmqSockets {
    private static final Logger LOG = LoggerFactory.getLogger(ZmqSockets.class);
    private static final int LINGER_MS = 500;
    /** A larger message is answered; beyond this its connection is closed by the library. */
    private static final long MAX_FRAME = 1 << 20;

    /** Silent for so long, and then for so many seconds more: dead. */
    private static final int KEEP_ALIVE_SECONDS = 5;

    private static final int KEEP_ALIVE_TRIES = 3;
    private static final long MAX_SUBSCRIPTION = 1024;
    private static final long RETRY_MS = 1;
    private static final long PAUSE_NANOS = 10_000_000;

    private final ZmqParts parts;
    private final ExecDoor door;
    private final Executor context;
    private final Consumer<Set<String>> watched;
    private final WakeUp wakeUp = new WakeUp();
    private final Promise<Void> opened = Promise.promise();
    private final Promise<Void> closed = Promise.promise();
    private final Thread thread = new Thread(this::run, "zmq-edge");
    private volatile boolean stopping;
    private volatile TickPublisher publisher;
    private ExecRouter router;
    private ZMQ.Socket asked;

    /**
     * @param context runs tasks on the verticle's context
     * @param watched told there which beginnings of topics somebody wants
     */
    public ZmqSockets(ZmqParts parts, ExecDoor door, Executor context, Consumer<Set<String>> watched) {
        this.parts = parts;
        this.door = door;
        this.context = context;
        this.watched = watched;
        thread.setDaemon(true);
    }

    /** Opens what is switched on; fails with {@link PortTakenException}. */
    public Future<Void> open() {
        thread.start();
        return opened.future();
    }

    /** Hands a message to the PUB; it leaves with the next {@link #ring}. */
    void offer(Publication publication) {
        TickPublisher now = publisher;
        if (now != null) {
            now.offer(publication);
        }
    }

    /** Runs when everything published before was passed on. */
    public void pace(Runnable passed) {
        TickPublisher now = publisher;
        if (now == null) {
            passed.run();
        } else {
            now.pace(passed);
            wakeUp.ring();
        }
    }

    void ring() {
        wakeUp.ring();
    }

    /** Sends what waits, and closes; does not wait for long for peers that do not read. */
    public Future<Void> close() {
        stopping = true;
        wakeUp.ring();
        return closed.future();
    }

    private void run() {
        try (ZContext sockets = new ZContext(1)) {
            sockets.setLinger(LINGER_MS);
            try {
                bind(sockets);
            } catch (RuntimeException unbound) {
                stopping = true;
                context.execute(() -> opened.fail(unbound));
                return;
            }
            context.execute(opened::complete);
            work(sockets);
        } catch (RuntimeException fault) {
            LOG.error("ZeroMQ: its sockets could not be closed", fault);
        } finally {
            wakeUp.close();
            context.execute(closed::complete);
        }
    }

    private void bind(ZContext sockets) {
        TickwireConfig config = parts.config();
        if (parts.guard().isOn()) {
            asked = parts.guard().open(sockets);
        }
        if (config.zmqExec().enabled()) {
            ZMQ.Socket socket = sockets.createSocket(SocketType.ROUTER);
            socket.setHWM(config.zmqExec().highWaterMark());
            socket.setRouterMandatory(true);
            // A name is one connection's until that is known to be dead: what it asked is not answered to another.
            socket.setRouterHandover(false);
            socket.setMaxMsgSize(Math.max(MAX_FRAME, 2L * config.limits().maxMessageBytes()));
            bind(socket, "zmqExec", config.zmqExec().host(), config.zmqExec().port());
            router = new ExecRouter(
                    socket,
                    door,
                    new ExecLatency(parts.clock(), parts.metrics()),
                    parts.guard(),
                    config.exec().messagesPerSecond(),
                    config.zmqExec().maxInFlight(),
                    context,
                    wakeUp::ring,
                    parts.clock(),
                    parts.metrics());
        }
        if (config.zmqPub().enabled()) {
            ZMQ.Socket socket = sockets.createSocket(SocketType.XPUB);
            socket.setSndHWM(config.zmqPub().highWaterMark());
            socket.setXpubNoDrop(true);
            socket.setMaxMsgSize(MAX_SUBSCRIPTION);
            bind(socket, "zmqPub", config.zmqPub().host(), config.zmqPub().port());
            publisher = new TickPublisher(
                    socket, parts.clock(), parts.metrics(), now -> context.execute(() -> watched.accept(now)));
        }
    }

    private void bind(ZMQ.Socket socket, String name, String host, int port) {
        parts.guard().protect(socket, name);
        socket.setTCPKeepAlive(1);
        socket.setTCPKeepAliveIdle(KEEP_ALIVE_SECONDS);
        socket.setTCPKeepAliveInterval(1);
        socket.setTCPKeepAliveCount(KEEP_ALIVE_TRIES);
        boolean six = host.indexOf(':') >= 0;
        socket.setIPv6(six);
        try {
            socket.bind("tcp://" + (six ? "[" + host + "]" : host) + ":" + port);
        } catch (ZMQException failure) {
            throw failure.getErrorCode() == ZError.EADDRINUSE
                    ? new PortTakenException(host, port, name + ".port")
                    : failure;
        }
    }

    private void work(ZContext sockets) {
        ZMQ.Poller poller = sockets.createPoller(sockets.getSockets().size() + 1);
        poller.register(wakeUp.channel(), ZMQ.Poller.POLLIN);
        sockets.getSockets().forEach(socket -> poller.register(socket, ZMQ.Poller.POLLIN));
        long waitMs = -1;
        while (!stopping) {
            try {
                poller.poll(waitMs);
                waitMs = turn() ? publisher.isHeld() ? RETRY_MS : 0 : -1;
            } catch (RuntimeException fault) {
                // One message may be at fault; the others must not suffer for it.
                LOG.error("ZeroMQ: a turn failed", fault);
                LockSupport.parkNanos(PAUSE_NANOS);
                waitMs = 0;
            }
        }
        turn();
        if (publisher != null) {
            publisher.flush();
        }
    }

    /** Whether there is more to do. */
    private boolean turn() {
        wakeUp.heard();
        if (asked != null) {
            parts.guard().serve(asked, parts.clock(), parts.metrics());
        }
        if (router != null) {
            router.receive();
            router.answer();
        }
        if (publisher == null) {
            return false;
        }
        publisher.listen();
        return publisher.send();
    }
}
