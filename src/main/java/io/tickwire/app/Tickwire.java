package io.tickwire.app;

import io.tickwire.bench.Bench;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.ConfigSchema;
import io.tickwire.config.Secret;
import io.tickwire.config.TerminalProcessConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Version;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command line: starts a node, checks a configuration, or measures. */
public final class Tickwire {
    private static final String USAGE = """
            Tickwire: event-driven trading bridge for MetaTrader 5

            java -jar tickwire.jar [-conf FILE] [-options FILE]
                start a node; without -conf the built-in default is used
            java -jar tickwire.jar terminal [-conf FILE]
                start a simulated terminal that dials in to a bridge
            java -jar tickwire.jar check-config FILE
                check a configuration and say all that is wrong with it
            java -jar tickwire.jar config-schema
                print the JSON schema of the configuration
            java -jar tickwire.jar bench ws-echo|ws-request|ws-signal|ws-fanout|ws-idle|inference|mqtt|zmq|soak|fsync|kill|history|
                    backtest [--help]
                measure this machine against a bare Vert.x server
            java -jar tickwire.jar doctor [-conf FILE]
                look at this machine and at the node that runs with this configuration: what is wrong, what to do
            java -jar tickwire.jar keygen --subject NAME --scopes read,trade [--accounts A,B] [--expires 90d]
                    [--file conf/api-keys.json]
                make an API key: print it once, keep its hash; also keygen --list, keygen --revoke ID
            java -jar tickwire.jar keygen --jwt HS256|RS256|ES256 --kid NAME --out FOLDER
                make a key that signs tokens
            java -jar tickwire.jar keygen --curve --out FILE
                make a pair of ZeroMQ keys: keep both in the file, print the public one
            java -jar tickwire.jar token --subject NAME --scopes read,trade [--accounts A,B] --ttl 1h [--kid NAME]
                    --key-file FILE|--secret-env NAME [--issuer NAME] [--audience NAME]
                sign a token
            java -jar tickwire.jar journal verify [--folder data]
                read the whole order journal and say what is wrong with it; also beside a running node
            java -jar tickwire.jar journal export [--folder data] [--what signals|executions|exec]
                    [--format jsonl|csv] [--from ISO-TIME] [--to ISO-TIME]
                print what the journal holds
            java -jar tickwire.jar history import --file FILE [--help]
                store recorded ticks and bars; also history export, list, gaps, verify
            java -jar tickwire.jar backtest --strategy NAME --data FILE|history:SYMBOL [--report FILE.html] [--help]
                run a strategy on recorded prices; with --grid search its settings
            java -jar tickwire.jar train --data FILE --model NAME [--preset pytorch|generic|interpretable|small] [--help]
                train a forecasting model on closing prices and write it to conf/models
            java -jar tickwire.jar eval tourism FOLDER [--help]
                measure the trainer on the yearly Tourism series of the N-BEATS paper
            java -jar tickwire.jar export-guide
                print how a model of pytorch_forecasting becomes one that a node runs
            --help, --version

            exit codes: 0 orderly end, 1 failed, 2 configuration, 3 port taken, 4 journal in use
            """;

    private Tickwire() {}

    public static void main(String[] args) {
        String first = args.length == 0 ? "" : args[0];
        // These have helps of their own.
        if (args.length > 1
                && !Set.of("bench", "train", "eval", "history", "backtest").contains(first)
                && List.of(args).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        switch (first) {
            case "--help", "-help", "-h", "help" -> System.out.print(USAGE);
            case "--version", "-version", "version" -> System.out.println("tickwire " + Version.text());
            case "check-config" -> System.exit(checkConfig(args).code());
            case "terminal" -> terminal(args);
            case "config-schema" -> System.out.print(new ConfigSchema().generate());
            case "doctor" ->
                System.exit(doctor(List.of(args).subList(1, args.length)).code());
            case "keygen" ->
                System.exit(new KeygenCommand(System.out, System.err, Clock.system())
                        .run(List.of(args).subList(1, args.length))
                        .code());
            case "token" ->
                System.exit(new TokenCommand(System.out, System.err, System.getenv(), Clock.system())
                        .run(List.of(args).subList(1, args.length))
                        .code());
            case "journal" ->
                System.exit(journal(List.of(args).subList(1, args.length)).code());
            case "history" ->
                System.exit(history(List.of(args).subList(1, args.length)).code());
            case "backtest" ->
                System.exit(new BacktestCommand(System.out, System.err, Clock.system())
                        .run(List.of(args).subList(1, args.length))
                        .code());
            case "train" ->
                System.exit(new TrainCommand(System.out, System.err, Clock.system())
                        .run(List.of(args).subList(1, args.length))
                        .code());
            case "eval" ->
                System.exit(new EvalCommand(System.out, System.err, Clock.system())
                        .run(List.of(args).subList(1, args.length))
                        .code());
            case "export-guide" -> System.exit(ExportGuide.print(System.out).code());
            case "bench" -> System.exit(Bench.run(List.of(args).subList(1, args.length), Clock.system()));
            default -> start(args);
        }
    }

    private static ExitCode checkConfig(String[] args) {
        if (args.length != 2) {
            System.err.println("tickwire: check-config takes one file");
            return ExitCode.CONFIGURATION;
        }
        try {
            loader().file(Path.of(args[1]));
            System.out.println(args[1] + ": good");
            return ExitCode.OK;
        } catch (ConfigException problems) {
            System.err.println("tickwire: " + problems.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }

    private static ExitCode doctor(List<String> args) {
        try {
            TickwireConfig config = configuration(args.toArray(String[]::new), new ArrayList<>());
            return new DoctorCommand(
                            config,
                            new Secret(System.getenv().getOrDefault("TICKWIRE_TOKEN", "")),
                            Clock.system(),
                            System.out)
                    .run();
        } catch (ConfigException wrong) {
            return DoctorCommand.configuration(wrong, System.out);
        } catch (UsageException wrong) {
            System.err.println("tickwire: doctor: " + wrong.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }

    private static ExitCode journal(List<String> args) {
        // Not System.out: it would hide that nobody takes the lines any more.
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8))) {
            return new JournalCommand(out, System.err).run(args);
        } catch (IOException unwritten) {
            System.err.println("tickwire: the output cannot be written: " + unwritten.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static ExitCode history(List<String> args) {
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8))) {
            return new HistoryCommand(out, System.err, Clock.system()).run(args);
        } catch (IOException unwritten) {
            System.err.println("tickwire: the output cannot be written: " + unwritten.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static void start(String[] args) {
        Clock clock = Clock.system();
        long startedNanos = clock.nanos();
        List<String> forVertx = new ArrayList<>();
        try {
            TickwireConfig config = configuration(args, forVertx);
            ConfigSource source = ConfigSource.of(config, () -> configuration(args, new ArrayList<>()));
            new Launcher(source, clock, startedNanos).launch(forVertx.toArray(String[]::new));
        } catch (ConfigException problems) {
            System.err.println("tickwire: " + problems.getMessage());
            System.exit(ExitCode.CONFIGURATION.code());
        } catch (UsageException wrong) {
            System.err.println("tickwire: " + wrong.getMessage() + "\n");
            System.err.print(USAGE);
            System.exit(ExitCode.CONFIGURATION.code());
        }
    }

    private static void terminal(String[] args) {
        boolean named = args.length == 3 && args[1].matches("--?conf");
        if (args.length != 1 && !named) {
            System.err.println("tickwire: terminal takes -conf FILE");
            System.exit(ExitCode.CONFIGURATION.code());
        }
        try {
            TerminalProcessConfig config =
                    named ? loader().terminal(Path.of(args[2])) : loader().parseTerminal("{}", "defaults");
            new TerminalProcess(config, Clock.system()).run(loader());
        } catch (ConfigException problems) {
            System.err.println("tickwire: " + problems.getMessage());
            System.exit(ExitCode.CONFIGURATION.code());
        }
    }

    /** The launcher would only warn about a broken file and go on without one, so the file is ours to read. */
    private static TickwireConfig configuration(String[] args, List<String> forVertx)
            throws ConfigException, UsageException {
        Path file = null;
        for (int i = 0; i < args.length; i++) {
            String option = args[i].replaceFirst("^--", "-");
            String value = i + 1 < args.length ? args[i + 1] : null;
            if (option.startsWith("-conf=")) {
                file = Path.of(option.substring("-conf=".length()));
            } else if (option.equals("-conf") && value != null) {
                file = Path.of(value);
                i++;
            } else if (option.equals("-options") && value != null) {
                forVertx.add("-options");
                forVertx.add(value);
                i++;
            } else {
                throw new UsageException("unknown or incomplete option '" + args[i] + "'");
            }
        }
        return file == null ? loader().builtIn() : loader().file(file);
    }

    private static ConfigLoader loader() {
        return new ConfigLoader(System.getenv());
    }

    private static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
