package io.tickwire.strategy.pack;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a strategy with the JDK's compiler, against nothing but what it will see when it runs. Blocks. */
public final class StrategyCompiler {
    private static final List<String> OPTIONS = List.of(
            "--release",
            "17",
            "-proc:none",
            "-g",
            "-parameters",
            "-encoding",
            "UTF-8",
            "-Xlint:all,-path,-classfile,-options");

    private final List<File> platform;

    /** @param seen a class of each place that shared classes are in */
    StrategyCompiler(List<Class<?>> seen) {
        this.platform = seen.stream().map(StrategyCompiler::place).distinct().toList();
    }

    /** For what strategies see of this build. */
    public StrategyCompiler() {
        this(List.of(io.tickwire.strategy.Strategy.class, org.slf4j.Logger.class, io.vertx.core.Vertx.class));
    }

    private static File place(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Compiles all sources into a folder.
     *
     * @return warnings
     * @throws UnusableStrategyException with every error, by file and line
     */
    public List<Problem> compile(Map<String, String> sources, List<Path> jars, Path into)
            throws IOException, UnusableStrategyException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new UnusableStrategyException(Problem.of(
                    sources.keySet().stream().findFirst().orElse("source"),
                    "cannot be compiled: this Java has no compiler; run Tickwire with a JDK, or drop a jar instead"));
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<File> classPath = new ArrayList<>(platform);
            jars.forEach(jar -> classPath.add(jar.toFile()));
            files.setLocation(StandardLocation.CLASS_PATH, classPath);
            files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(into.toFile()));
            List<Source> units = sources.entrySet().stream()
                    .map(source -> new Source(source.getKey(), source.getValue()))
                    .toList();
            boolean good = compiler.getTask(null, new Seen(files, jars), found, OPTIONS, null, units)
                    .call();
            List<Problem> problems = found.getDiagnostics().stream()
                    .map(StrategyCompiler::problem)
                    .toList();
            if (!good) {
                throw new UnusableStrategyException(problems);
            }
            return problems;
        }
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
        boolean error = diagnostic.getKind() == Diagnostic.Kind.ERROR;
        String file = diagnostic.getSource() instanceof Source source ? source.path() : "compiler";
        return new Problem(
                file,
                Math.max(0, diagnostic.getLineNumber()),
                Math.max(0, diagnostic.getColumnNumber()),
                !error,
                diagnostic.getMessage(Locale.ROOT));
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String path;
        private final String text;

        Source(String path, String text) {
            super(URI.create("strategy:///" + path.replace(" ", "%20")), Kind.SOURCE);
            this.path = path;
            this.text = text;
        }

        String path() {
            return path;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE
                    && (path.equals(simpleName + ".java") || path.endsWith("/" + simpleName + ".java"));
        }
    }

    /** Shows of the class path only what the strategy's class loader will show. */
    private static final class Seen extends ForwardingJavaFileManager<JavaFileManager> {
        private final List<String> jars;

        Seen(JavaFileManager files, List<Path> jars) {
            super(files);
            this.jars = jars.stream().map(jar -> jar.toUri().getPath()).toList();
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            Iterable<JavaFileObject> all = super.list(location, packageName, kinds, recurse);
            if (location != StandardLocation.CLASS_PATH || SharedClasses.isSharedPackage(packageName)) {
                return all;
            }
            List<JavaFileObject> own = new ArrayList<>();
            for (JavaFileObject file : all) {
                String uri = file.toUri().toString();
                if (jars.stream().anyMatch(uri::contains)) {
                    own.add(file);
                }
            }
            return own;
        }
    }
}
