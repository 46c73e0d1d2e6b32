package io.tickwire.edge.zmq;

import io.tickwire.config.ZmqCurveConfig;
import io.tickwire.config.ZmqCurveConfig.CurveClientConfig;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.session.auth.CurveKeyFile;
import io.tickwire.session.auth.UnusableKeyException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZFrame;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** Who may connect by CURVE, and to which listener; answers the library's question (RFC 27 of ZeroMQ). Owner: the sockets' thread. */
public final class CurveGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CurveGuard.class);
    private static final String ADDRESS = "inproc://zeromq.zap.01";
    private static final long QUIET_NANOS = 2_000_000_000L;
    /** In one turn, so that messages get theirs. */
    private static final int MAX_TURN = 256;

    private static final int SECRET_BYTES = 16;
    private static final int REQUEST_ID = 1;
    private static final int DOMAIN = 2;
    private static final int PEER = 3;
    private static final int MECHANISM = 5;
    private static final int KEY = 6;

    private final CurveKeyFile keys;
    private final Map<String, CurveClientConfig> clients;
    private final String account;
    /** A peer can say in its handshake who it is, and the library believes it: it cannot know this. */
    private final String prefix;

    private long quietUntilNanos;

    private CurveGuard(CurveKeyFile keys, Map<String, CurveClientConfig> clients, String account) {
        this.keys = keys;
        this.clients = clients;
        this.account = account;
        this.prefix = secret();
        this.quietUntilNanos = Long.MIN_VALUE;
    }

    private static String secret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random) + ":";
    }

    /** Nobody shows a key. */
    public static CurveGuard open() {
        return new CurveGuard(null, Map.of(), "");
    }

    /**
     * Reads the server's key. Blocks.
     *
     * @param account that Expert Advisors are judged by
     * @throws UnusableKeyException when it cannot be used; the message names it
     */
    public static CurveGuard of(ZmqCurveConfig config, String account) throws UnusableKeyException {
        if (!config.isOn()) {
            return open();
        }
        Map<String, CurveClientConfig> clients = new HashMap<>();
        config.clients().forEach(client -> clients.put(client.publicKey(), client));
        try {
            return new CurveGuard(CurveKeyFile.read(Path.of(config.secretKeyFile())), clients, account);
        } catch (IOException unreadable) {
            throw new UnusableKeyException("zmqCurve.secretKeyFile cannot be read: " + unreadable.getMessage());
        }
    }

    boolean isOn() {
        return keys != null;
    }

    /** The socket that the library asks; only when it is on, and before a listener is bound. */
    ZMQ.Socket open(ZContext sockets) {
        ZMQ.Socket asked = sockets.createSocket(SocketType.REP);
        asked.bind(ADDRESS);
        return asked;
    }

    /** Peers of this listener have to show a key. */
    void protect(ZMQ.Socket listener, String name) {
        if (isOn()) {
            listener.setZAPDomain(name);
            listener.setCurveServer(true);
            listener.setCurvePublicKey(ZMQ.Curve.z85Decode(keys.publicKey()));
            listener.setCurveSecretKey(ZMQ.Curve.z85Decode(keys.secretKey().reveal()));
        }
    }

    /** The subject in a user id that this gave; empty when it is somebody's own word. */
    String proven(String userId) {
        return userId != null && userId.startsWith(prefix) ? userId.substring(prefix.length()) : "";
    }

    /** What {@link #proven} knows a subject by. */
    String userId(String subject) {
        return prefix + subject;
    }

    /** Answers what the library asks. Who is not let in tries again and again: that is said at most every few seconds. */
    void serve(ZMQ.Socket asked, Clock clock, Metrics metrics) {
        for (int i = 0; i < MAX_TURN; i++) {
            ZMsg question = ZMsg.recvMsg(asked, ZMQ.DONTWAIT);
            if (question == null) {
                break;
            }
            List<ZFrame> frames = List.copyOf(question);
            byte[] id = frames.size() > REQUEST_ID ? frames.get(REQUEST_ID).getData() : new byte[0];
            String subject = frames.size() > KEY ? subject(frames, clock, metrics) : "";
            boolean welcome = !subject.isEmpty();
            ZMsg answer = new ZMsg();
            answer.add("1.0");
            answer.add(id);
            answer.add(welcome ? "200" : "400");
            answer.add(welcome ? "OK" : "No access");
            answer.add(welcome ? userId(subject) : "");
            answer.add(new byte[0]);
            answer.send(asked);
        }
    }

    /** Empty when it may not come in. */
    private String subject(List<ZFrame> frames, Clock clock, Metrics metrics) {
        String listener = frames.get(DOMAIN).getString(ZMQ.CHARSET);
        String peer = frames.get(PEER).getString(ZMQ.CHARSET);
        byte[] key = frames.get(KEY).getData();
        boolean curve = "CURVE".equals(frames.get(MECHANISM).getString(ZMQ.CHARSET)) && key.length == 32;
        CurveClientConfig client = curve ? clients.get(ZMQ.Curve.z85Encode(key)) : null;
        if (client == null || !may(client, listener)) {
            metrics.refused("zmq", client == null ? "unknown_key" : "no_scope");
            if (clock.nanos() >= quietUntilNanos) {
                quietUntilNanos = clock.nanos() + QUIET_NANOS;
                LOG.info("{}: {} from {} is not let in", listener, client == null ? "a key" : client.subject(), peer);
            }
            return "";
        }
        return client.subject();
    }

    private boolean may(CurveClientConfig client, String listener) {
        boolean trades = client.scopes().contains("trade")
                && (client.accounts().isEmpty() || client.accounts().contains(account));
        return listener.equals("zmqExec")
                ? trades
                : client.scopes().contains("trade") || client.scopes().contains("read");
    }
}
