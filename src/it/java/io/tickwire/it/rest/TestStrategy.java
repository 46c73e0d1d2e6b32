package io.tickwire.it.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;

/** A folder of strategies with one in it that buys and closes in turns and counts what it does. */
public final class TestStrategy {
    public static final String ID = "counter";
    private static final String FILE = "Counter.java";
    private static final String DESCRIPTOR = """
            {
              "id": "counter", "version": "1", "apiVersion": 1, "mainClass": "Counter",
              "symbols": ["EURUSD"], "timeframes": ["M1"],
              "settings": {
                "every": {"value": 20, "min": 1, "max": 10000, "doc": "Ticks between two orders"},
                "mode": {"value": "trade", "doc": "trade, hold one position, or rest"}
              }
            }
            """;
    private static final String SOURCE = """
            import io.tickwire.domain.Tick;
            import io.tickwire.strategy.OrderReport;
            import io.tickwire.strategy.State;
            import io.tickwire.strategy.Strategy;
            import io.tickwire.strategy.StrategyContext;

            public final class Counter implements Strategy {
                public record Settings(int every, String mode) {}

                private StrategyContext context;
                private Settings settings;
                private long ticks;
                private long sent;
                private long done;

                @Override
                public void onStart(StrategyContext own) {
                    context = own;
                    settings = own.settings(Settings.class);
                }

                @Override
                public void onTick(Tick tick) {
                    ticks++;
                    boolean held = !context.positions().isEmpty();
                    boolean may = context.ordersUnderWay() == 0 && ticks % settings.every() == 0;
                    if (may && (settings.mode().equals("trade") || settings.mode().equals("hold") && !held)) {
                        sent++;
                        if (held) {
                            context.close(context.positions().get(0));
                        } else {
                            context.buy("EURUSD", 0.01);
                        }
                    }
                    show();
                }

                @Override
                public void onExecution(OrderReport report) {
                    done += report.isDone() ? 1 : 0;
                    show();
                }

                private void show() {
                    context.gauge("sent", sent);
                    context.gauge("done", done);
                    context.gauge("held", context.positions().size());
                }

                @Override
                public void save(State state) {
                    state.put("sent", sent);
                    state.put("done", done);
                }

                @Override
                public void restore(State state) {
                    sent = state.whole("sent", 0);
                    done = state.whole("done", 0);
                }
            }
            """;

    private final Path root;

    /** @param root the folder of strategies */
    public TestStrategy(Path root) {
        this.root = root;
        save("strategy.json", DESCRIPTOR);
        save(FILE, SOURCE);
    }

    /** As editors do it: the whole file at once. */
    private void save(String name, String text) {
        try {
            Path folder = Files.createDirectories(root.resolve(ID));
            Path draft = Files.writeString(folder.resolve("." + name + ".new"), text);
            Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing that compiles. @return where it is wrong, as file:line */
    public String spoil() {
        String spoiled = SOURCE.replace("ticks++;", "ticks++");
        save(FILE, spoiled);
        long line = SOURCE.substring(0, SOURCE.indexOf("ticks++;")).lines().count();
        return FILE + ":" + line;
    }

    /** Compiles again, and is another version. */
    public void mend(String comment) {
        save(FILE, SOURCE.lines().collect(Collectors.joining("\n")) + "\n// " + comment + "\n");
    }
}
