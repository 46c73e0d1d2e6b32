package io.tickwire.bench.mqtt;

import io.tickwire.bench.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's broker, with the bounds that ours has where it has such. */
public final class Mosquitto {
    /** Name in the report. */
    public static final String NAME = "mosquitto";

    private static final String READY = " running";
    /** Daemons are often not on the path of people. */
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin");

    private static final String CONF = """
            listener %d 127.0.0.1
            allow_anonymous true
            set_tcp_nodelay true
            max_inflight_messages 1024
            max_queued_messages 10000
            max_queued_bytes 268435456
            persistence false
            """;

    private Mosquitto() {}

    /** Where it is installed. */
    public static Optional<Path> find() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        SYSTEM_FOLDERS.stream())
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Its configuration, as one line. */
    public static String settings() {
        return String.join(", ", CONF.lines().skip(1).toList());
    }

    /**
     * Starts it.
     *
     * @param folder for its configuration
     * @param prefix before its command
     */
    public static ChildProcess start(Path program, Path folder, int port, List<String> prefix) throws IOException {
        Path conf = Files.writeString(folder.resolve("mosquitto.conf"), CONF.formatted(port));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(program.toString(), "-c", conf.toString()));
        return ChildProcess.start(command, READY);
    }
}
