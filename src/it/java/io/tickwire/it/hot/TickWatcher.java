package io.tickwire.it.hot;

import io.tickwire.it.WsClient;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches one symbol over a WebSocket, and resumes where it was when it is sent to another edge. */
final class TickWatcher implements AutoCloseable {
    private static final Pattern EPOCH = Pattern.compile("\"epoch\":(\\d+)");
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");
    private static final long AWAY_NANOS = 20_000_000L;

    private final String url;
    private final SeqLog log = new SeqLog();
    private final List<String> closes = new CopyOnWriteArrayList<>();
    private final List<String> unrecovered = new CopyOnWriteArrayList<>();
    private final Thread keeper;
    private volatile long epoch;
    private volatile boolean done;
    private volatile WsClient client;

    TickWatcher(String url) {
        this.url = url;
        connect();
        keeper = new Thread(this::keep, "watcher");
        keeper.setDaemon(true);
        keeper.start();
    }

    private void connect() {
        WsClient fresh = WsClient.tapping(url, this::take);
        fresh.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"],\"since\":{\"epoch\":" + epoch + ",\"seq\":"
                + log.last() + "}}");
        client = fresh;
    }

    private void take(String text) {
        if (text.startsWith("{\"type\":\"tick\"")) {
            if (!text.contains("\"snapshot\":true")) {
                log.saw(number(SEQ, text));
            }
        } else if (text.contains("\"subscribed\"")) {
            if (epoch != 0 && !text.contains("\"recovered\":true")) {
                unrecovered.add(text);
            }
            epoch = number(EPOCH, text);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private void keep() {
        while (!done) {
            try {
                int code = client.awaitClose();
                if (!done) {
                    closes.add(code + " " + client.closeReason());
                }
            } catch (CompletionException quiet) {
                if (!(quiet.getCause() instanceof java.util.concurrent.TimeoutException)) {
                    closes.add("broken: " + quiet.getCause());
                } else {
                    continue;
                }
            }
            reconnect();
        }
    }

    private void reconnect() {
        while (!done) {
            try {
                LockSupport.parkNanos(AWAY_NANOS);
                connect();
                return;
            } catch (RuntimeException refused) {
                closes.add("refused: " + refused);
            }
        }
    }

    SeqLog log() {
        return log;
    }

    /** How its connections ended. */
    List<String> closes() {
        return closes;
    }

    /** Subscriptions that did not get what was missed. */
    List<String> unrecovered() {
        return unrecovered;
    }

    @Override
    public void close() {
        done = true;
        client.close();
        keeper.interrupt();
    }
}
