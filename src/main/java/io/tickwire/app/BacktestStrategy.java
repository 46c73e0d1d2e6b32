package io.tickwire.app;

import io.tickwire.backtest.Forecaster;
import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.ShelfForecaster;
import io.tickwire.backtest.StrategyFailedException;
import io.tickwire.backtest.data.DataException;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
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
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The strategy of a backtest, compiled for it alone, with the account that it trades on. One thread. */
final class BacktestStrategy implements AutoCloseable {
    private final LoadedStrategy loaded;
    private final Path built;
    private final BacktestOptions options;
    private final TickwireConfig config;
    private final Map<String, Object> settings;
    private final ModelShelf shelf = new ModelShelf();
    private final ShelfKeeper models;
    private final Forecaster forecaster = new ShelfForecaster(shelf);
    private volatile boolean modelsLoaded;

    private BacktestStrategy(
            LoadedStrategy loaded,
            Path built,
            BacktestOptions options,
            TickwireConfig config,
            Map<String, Object> settings) {
        this.loaded = loaded;
        this.built = built;
        this.options = options;
        this.config = config;
        this.settings = settings;
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

    /** @throws UnusableStrategyException when it does not compile or is none */
    static BacktestStrategy load(BacktestOptions options, PrintStream warnings)
            throws IOException, UnusableStrategyException, ConfigException {
        ConfigLoader loader = new ConfigLoader(System.getenv());
        TickwireConfig config =
                options.conf().isPresent() ? loader.file(options.conf().get()) : loader.builtIn();
        Path folder = options.strategy();
        if (!Files.isRegularFile(folder.resolve(StrategyDescriptor.FILE))) {
            throw new IllegalArgumentException("--strategy: there is no " + folder.resolve(StrategyDescriptor.FILE)
                    + "; name a strategy's folder, or give the folder of strategies with --strategies");
        }
        Path built = Files.createTempDirectory("tickwire-backtest");
        try {
            StrategyLoader builder = new StrategyLoader(new StrategyCompiler());
            String id = folder.getFileName().toString();
            StrategySource source = new StrategyFolder(folder.getParent()).read(id);
            LoadedStrategy loaded = builder.load(id, source.hash(), built, builder.build(source, built));
            loaded.warnings().forEach(warning -> warnings.println("tickwire: backtest: " + warning));
            if (loaded.isVerticle() && !Strategy.class.isAssignableFrom(loaded.type())) {
                throw new IllegalArgumentException(
                        id + " is a Vert.x verticle; only what implements io.tickwire.strategy.Strategy can be tested");
            }
            return new BacktestStrategy(loaded, built, options, config, values(loaded.descriptor(), options));
        } catch (IOException | UnusableStrategyException | RuntimeException unusable) {
            delete(built);
            throw unusable;
        }
    }

    private static Map<String, Object> values(StrategyDescriptor descriptor, BacktestOptions options) {
        Map<String, Object> given = new LinkedHashMap<>();
        options.settings()
                .forEach(
                        (name, text) -> given.put(name, descriptor.setting(name).parse(text)));
        return descriptor.values(given);
    }

    /** A value of a setting. @throws IllegalArgumentException when there is no such setting or it does not fit */
    Object setting(String name, String text) {
        return loaded.descriptor().setting(name).parse(text);
    }

    /** @param ofData symbols of the data */
    RunPlan plan(List<String> ofData) {
        StrategyDescriptor descriptor = loaded.descriptor();
        return new RunPlan(
                descriptor.id(),
                descriptor.version(),
                this::instance,
                symbols(descriptor, ofData),
                descriptor.timeframes(),
                settings,
                descriptor.limits(),
                descriptor.barsKept(),
                ZoneId.of(config.market().barZone()),
                options.mode(),
                account(descriptor),
                options.terms(),
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
        List<String> wanted = new ArrayList<>(options.symbols().isEmpty() ? descriptor.symbols() : options.symbols());
        if (options.symbols().isEmpty()) {
            wanted.retainAll(ofData);
        }
        if (wanted.isEmpty()) {
            throw new DataException("the data have " + String.join(", ", ofData) + ", the strategy trades "
                    + String.join(", ", descriptor.symbols()) + ": name others with --symbols");
        }
        return wanted;
    }

    private SimulatedConfig account(StrategyDescriptor descriptor) {
        String named = options.terminal().isEmpty() ? descriptor.account() : options.terminal();
        TerminalConfig terminal = config.terminals().stream()
                .filter(known -> known.id().equals(named))
                .findFirst()
                .orElse(config.primaryTerminal());
        if (!options.terminal().isEmpty() && !terminal.id().equals(named)) {
            throw new IllegalArgumentException("--terminal: the configuration has no terminal '" + named + "'");
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
