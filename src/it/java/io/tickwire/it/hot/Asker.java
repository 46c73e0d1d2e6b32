package io.tickwire.it.hot;

import io.tickwire.it.WsClient;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Asks the inference socket one window after the other, and takes each that was not answered to another instance. */
final class Asker implements AutoCloseable {
    private static final String WINDOW = window();
    private static final long PAUSE_NANOS = 5_000_000L;

    private final String url;
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final List<Integer> closes = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean done;

    Asker(int port) {
        this.url = "ws://127.0.0.1:" + port + "/";
        thread = new Thread(this::run, "asker");
        thread.setDaemon(true);
        thread.start();
    }

    private static String window() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(String.format(Locale.ROOT, "%.5f,", 1.08 + i * 1e-5));
        }
        return text.toString();
    }

    private void run() {
        while (!done) {
            try (WsClient client = WsClient.tapping(url, heard::add)) {
                heard.clear();
                while (!done && ask(client)) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (RuntimeException refused) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** False when the connection is over. */
    private boolean ask(WsClient client) {
        try {
            client.send(WINDOW);
            String answer = heard.poll(3, TimeUnit.SECONDS);
            if (answer == null) {
                closes.add(client.awaitClose());
                return false;
            }
            answers.incrementAndGet();
            if (!answer.equals("buy") && !answer.equals("sell")) {
                wrong.add(answer);
            }
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (RuntimeException closed) {
            closes.add(client.awaitClose());
            return false;
        }
    }

    int answers() {
        return answers.get();
    }

    /** Answers that are no decisions. */
    List<String> wrong() {
        return wrong;
    }

    List<Integer> closes() {
        return closes;
    }

    @Override
    public void close() {
        done = true;
    }
}
