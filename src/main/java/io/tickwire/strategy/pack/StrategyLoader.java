package io.tickwire.strategy.pack;

import io.tickwire.strategy.Strategy;
import io.vertx.core.Deployable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Builds a version of a strategy in a folder of the platform's own (its files are copied: who writes over a jar that is in
 * use breaks it) and loads it from there. Blocks.
 */
public final class StrategyLoader {
    private static final String CLASSES = "classes";

    private final StrategyCompiler compiler;

    public StrategyLoader(StrategyCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * Compiles sources, copies jars and the descriptor.
     *
     * @param into an empty folder
     * @return warnings
     * @throws UnusableStrategyException when it cannot be run; the folder is left as it is then
     */
    public List<Problem> build(StrategySource source, Path into) throws IOException, UnusableStrategyException {
        DescriptorReader.read(source.id(), source.descriptor());
        if (source.sources().isEmpty() && source.jars().isEmpty()) {
            throw new UnusableStrategyException(
                    Problem.of(StrategyDescriptor.FILE, "there is neither a .java file nor a .jar beside it"));
        }
        Path classes = Files.createDirectories(into.resolve(CLASSES));
        List<Path> jars = new ArrayList<>();
        for (var jar : source.jars().entrySet()) {
            Path copy = into.resolve(jar.getKey());
            Files.write(copy, jar.getValue());
            try (JarFile whole = new JarFile(copy.toFile())) {
                whole.size();
            } catch (IOException broken) {
                throw new UnusableStrategyException(
                        Problem.of(jar.getKey(), "is no whole jar: " + broken.getMessage() + "; copy it again"));
            }
            jars.add(copy);
        }
        List<Problem> warnings =
                source.sources().isEmpty() ? List.of() : compiler.compile(source.sources(), jars, classes);
        Files.write(into.resolve(StrategyDescriptor.FILE), source.descriptor());
        return warnings;
    }

    /**
     * Loads what was built.
     *
     * @throws UnusableStrategyException when its class is not there or is no strategy
     */
    public LoadedStrategy load(String id, String hash, Path built, List<Problem> warnings)
            throws IOException, UnusableStrategyException {
        StrategyDescriptor descriptor =
                DescriptorReader.read(id, Files.readAllBytes(built.resolve(StrategyDescriptor.FILE)));
        StrategyClassLoader classes = new StrategyClassLoader(
                "strategy-" + id + "-" + hash, places(built), StrategyLoader.class.getClassLoader());
        try {
            return new LoadedStrategy(descriptor, hash, warnings, type(descriptor, classes), classes);
        } catch (UnusableStrategyException unusable) {
            classes.close();
            throw unusable;
        }
    }

    private static Class<?> type(StrategyDescriptor descriptor, ClassLoader classes) throws UnusableStrategyException {
        Class<?> type;
        try {
            type = Class.forName(descriptor.mainClass(), false, classes);
        } catch (ClassNotFoundException missing) {
            throw new UnusableStrategyException(Problem.of(
                    StrategyDescriptor.FILE,
                    "mainClass: there is no class " + missing.getMessage() + " in the folder's sources or jars"));
        } catch (LinkageError broken) {
            throw new UnusableStrategyException(
                    Problem.of(descriptor.mainClass(), "cannot be loaded: " + reason(broken)));
        }
        if (!Strategy.class.isAssignableFrom(type) && !Deployable.class.isAssignableFrom(type)) {
            throw new UnusableStrategyException(Problem.of(
                    descriptor.mainClass(),
                    "must implement " + Strategy.class.getName() + " (or be a Vert.x verticle)"));
        }
        return type;
    }

    private static String reason(LinkageError broken) {
        return broken.getCause() == null ? broken.toString() : broken.getCause().toString();
    }

    private static URL[] places(Path built) throws IOException {
        try (Stream<Path> files = Files.list(built)) {
            List<Path> places = new ArrayList<>(List.of(built.resolve(CLASSES)));
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(places::add);
            URL[] urls = new URL[places.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = url(places.get(i));
            }
            return urls;
        }
    }

    private static URL url(Path place) throws MalformedURLException {
        return place.toUri().toURL();
    }
}
