package io.tickwire.backtest;

import io.tickwire.backtest.data.DataException;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.OnnxGraph;
import io.tickwire.inference.shelf.BuiltInModels;
import io.tickwire.inference.shelf.ModelFolder;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.inference.shelf.ShelfKeeper;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.pack.LoadedStrategy;
import io.tickwire.strategy.pack.StrategyCompiler;
import io.tickwire.strategy.pack.StrategyDescriptor;
import io.tickwire.strategy.pack.StrategyFolder;
import io.tickwire.strategy.pack.StrategyLoader;
import io.tickwire.strategy.pack.StrategySource;
import io.tickwire.strategy.pack.UnusableStrategyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The strategy of a backtest, compiled for it alone, with the terminal that it trades at and the models that it may ask.
 * Loading and closing block; its plans may be run by any thread until it is closed.
 */
public final class TestedStrategy implements AutoCloseable {
    private final LoadedStrategy loaded;
    private final Path built;
    private final Wish wish;
    private final TickwireConfig config;
    private final Map<String, Object> settings;
    private final SimulatedConfig account;
    private final ModelShelf shelf = new ModelShelf();
    private final ShelfKeeper models;
    private final Forecaster forecaster = new ShelfForecaster(shelf);
    private volatile boolean modelsLoaded;

    private TestedStrategy(LoadedStrategy loaded, Path built, Wish wish, TickwireConfig config) {
        this.loaded = loaded;
        this.built = built;
        this.wish = wish;
        this.config = config;
        if (!Strategy.class.isAssignableFrom(loaded.type())) {
            throw new IllegalArgumentException(loaded.descriptor().id()
                    + " is a Vert.x verticle; only what implements io.tickwire.strategy.Strategy can be tested");
        }
        this.settings = values(loaded.descriptor(), wish);
        this.account = account(loaded.descriptor());
        this.models = new ShelfKeeper(
                new ModelFolder(Path.of(config.models().folder()), new BuiltInModels()),
                new ModelLoader(1, OnnxGraph::open, () -> {}),
                shelf);
    }

    /** Models are loaded when a strategy asks for the first one: most ask for none, and the engine takes its time. */
    private Forecast forecast(long id, String model, String symbol, double[] closes) {
        if (!modelsLoaded) {
            loadModels();
        }
        return forecaster.answer(id, model, symbol, closes);
    }

    private synchronized void loadModels() {
        if (!modelsLoaded) {
            models.refresh();
            modelsLoaded = true;
        }
    }

    /**
     * What is to be tested, as somebody wrote it.
     *
     * @param folder of the strategy
     * @param symbols to trade; empty = the strategy's that the data have
     * @param settings that differ from the defaults, as texts
     * @param terminal of the configuration, whose broker it is; empty = the strategy's, else the first
     */
    public record Wish(
            Path folder, List<String> symbols, Map<String, String> settings, Mode mode, String terminal, Terms terms) {
        public Wish {
            folder = folder.toAbsolutePath().normalize();
            symbols = List.copyOf(symbols);
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }

    /**
     * @param warnings takes what the compiler warns of
     * @throws UnusableStrategyException when it does not compile or is none
     * @throws IllegalArgumentException when the wish names what is not there
     */
    public static TestedStrategy load(Wish wish, TickwireConfig config, Consumer<String> warnings)
            throws IOException, UnusableStrategyException {
        Path folder = wish.folder();
        if (!Files.isRegularFile(folder.resolve(StrategyDescriptor.FILE))) {
            throw new IllegalArgumentException("there is no strategy in " + folder + ": it has no "
                    + StrategyDescriptor.FILE + "; name a strategy's folder, or its name in the folder of strategies");
        }
        Path built = Files.createTempDirectory("tickwire-backtest");
        try {
            StrategyLoader builder = new StrategyLoader(new StrategyCompiler());
            String id = folder.getFileName().toString();
            StrategySource source = new StrategyFolder(folder.getParent()).read(id);
            LoadedStrategy loaded = builder.load(id, source.hash(), built, builder.build(source, built));
            loaded.warnings().forEach(warning -> warnings.accept(warning.toString()));
            return new TestedStrategy(loaded, built, wish, config);
        } catch (IOException | UnusableStrategyException | RuntimeException unusable) {
            delete(built);
            throw unusable;
        }
    }

    private static Map<String, Object> values(StrategyDescriptor descriptor, Wish wish) {
        Map<String, Object> given = new LinkedHashMap<>();
        wish.settings()
                .forEach(
                        (name, text) -> given.put(name, descriptor.setting(name).parse(text)));
        return descriptor.values(given);
    }

    /** A value of a setting. @throws IllegalArgumentException when there is no such setting or it does not fit */
    public Object setting(String name, String text) {
        return loaded.descriptor().setting(name).parse(text);
    }

    /** How far before the run its data should begin. */
    public long warmupMs() {
        return Warmup.spanMs(plan(loaded.descriptor().symbols()));
    }

    /** @param ofData symbols of the data */
    public RunPlan plan(List<String> ofData) {
        StrategyDescriptor descriptor = loaded.descriptor();
        return new RunPlan(
                descriptor.id(),
                descriptor.version(),
                this::instance,
                symbols(descriptor, ofData),
                descriptor.timeframes(),
                settings,
                descriptor.limits(),
                descriptor.warmupBars(),
                descriptor.barsKept(),
                ZoneId.of(config.market().barZone()),
                wish.mode(),
                account,
                wish.terms(),
                descriptor.magic(),
                this::forecast);
    }

    private Strategy instance() {
        try {
            return loaded.newStrategy();
        } catch (UnusableStrategyException unusable) {
            throw new StrategyFailedException(unusable.getMessage(), unusable);
        }
    }

    private List<String> symbols(StrategyDescriptor descriptor, List<String> ofData) {
        List<String> wanted = new ArrayList<>(wish.symbols().isEmpty() ? descriptor.symbols() : wish.symbols());
        if (wish.symbols().isEmpty()) {
            wanted.retainAll(ofData);
        }
        if (wanted.isEmpty()) {
            throw new DataException("the data have " + String.join(", ", ofData) + ", the strategy trades "
                    + String.join(", ", descriptor.symbols()) + ": name the symbols to trade");
        }
        return wanted;
    }

    private SimulatedConfig account(StrategyDescriptor descriptor) {
        String named = wish.terminal().isEmpty() ? descriptor.account() : wish.terminal();
        TerminalConfig terminal = config.terminals().stream()
                .filter(known -> known.id().equals(named))
                .findFirst()
                .orElse(config.primaryTerminal());
        if (!wish.terminal().isEmpty() && !terminal.id().equals(named)) {
            throw new IllegalArgumentException("the configuration has no terminal '" + named + "'; it has "
                    + config.terminals().stream().map(TerminalConfig::id).toList());
        }
        return terminal.simulated();
    }

    @Override
    public void close() throws IOException {
        models.close();
        loaded.close();
        delete(built);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }
}
