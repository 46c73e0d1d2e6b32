package io.tickwire.strategy.host;

import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.strategy.pack.DescriptorReader;
import io.tickwire.strategy.pack.LoadedStrategy;
import io.tickwire.strategy.pack.Problem;
import io.tickwire.strategy.pack.StrategyDescriptor;
import io.tickwire.strategy.pack.StrategySource;
import io.tickwire.strategy.pack.UnusableStrategyException;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** From a strategy's folder to classes. Blocks on workers only. Owner: the host's context. */
final class Deployer {
    private final HostParts parts;
    private String seen = "";
    private String handled = "";
    private boolean looking;

    /**
     * What the folder says.
     *
     * @param off whether it is switched off
     * @param changed whether its files are others than before, and nobody is writing them
     */
    record News(boolean off, boolean changed) {}

    Deployer(HostParts parts) {
        this.parts = parts;
    }

    /** Looks at the folder. Files that changed since the last look are left to come to rest. */
    Future<News> look() {
        if (looking) {
            return Future.failedFuture("the last look is not over");
        }
        looking = true;
        return parts.aside()
                .run(() -> new Look(
                        parts.folder().isOff(parts.id()), parts.folder().look(parts.id())))
                .map(look -> {
                    boolean settled = look.files().equals(seen);
                    boolean changed =
                            settled && !look.files().isEmpty() && !look.files().equals(handled);
                    seen = look.files();
                    handled = changed ? seen : handled;
                    return new News(look.off(), changed);
                })
                .onComplete(done -> looking = false);
    }

    private record Look(boolean off, String files) {}

    /** What is in the folder now. */
    Future<LoadedStrategy> folder() {
        return parts.aside().run(() -> parts.folder().look(parts.id())).compose(files -> {
            // Also when it cannot be used: it is tried again when it changes.
            handled = files;
            seen = files;
            return parts.aside().run(this::build);
        });
    }

    private LoadedStrategy build() throws IOException, UnusableStrategyException {
        StrategySource source = parts.folder().read(parts.id());
        List<Problem> warnings = parts.store().build(source, parts.loader());
        return parts.loader().load(parts.id(), source.hash(), parts.store().version(source.hash()), warnings);
    }

    /** A version that was built before. */
    Future<LoadedStrategy> version(String hash) {
        return parts.aside()
                .run(() -> parts.loader().load(parts.id(), hash, parts.store().version(hash), List.of()));
    }

    /** Blocks. Versions that can be gone back to. */
    List<StrategyStatus.Version> describeOlder(String running) throws IOException {
        List<StrategyStatus.Version> versions = new ArrayList<>();
        for (String hash : parts.store().versions()) {
            if (!hash.equals(running)) {
                versions.add(new StrategyStatus.Version(author(hash), hash, 0, 0, 0, 0, 0));
            }
        }
        return versions;
    }

    private String author(String hash) throws IOException {
        try {
            return DescriptorReader.read(
                            parts.id(),
                            Files.readAllBytes(parts.store().version(hash).resolve(StrategyDescriptor.FILE)))
                    .version();
        } catch (UnusableStrategyException old) {
            return "";
        }
    }
}
