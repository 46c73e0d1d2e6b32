package io.tickwire.bench.kill;

import io.tickwire.ops.Clock;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The command {@code bench kill}. Called by the main thread. */
public final class KillBench {
    /** How it is called. */
    public static final String NAME = "kill";

    private static final int AGREED = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MIN_LOAD_MS = 300;
    private static final int MAX_LOAD_MS = 2_500;
    private static final int SHOWN = 20;

    private final KillOptions options;
    private final Clock clock;
    private final Random random;
    private final Told told = new Told();

    private KillBench(KillOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.random = new Random(options.seed());
    }

    /** @return exit code: 0 everything agrees, 1 it does not or could not be run, 2 wrong options */
    public static int run(List<String> args, Clock clock) {
        if (args.equals(List.of("--help"))) {
            System.out.print(KillOptions.HELP);
            return AGREED;
        }
        try {
            return new KillBench(KillOptions.parse(args), clock).rounds();
        } catch (IllegalArgumentException wrong) {
            System.err.println("tickwire: " + wrong.getMessage());
            return USAGE;
        } catch (IOException failure) {
            System.err.println("tickwire: the kill test failed: " + failure.getMessage());
            return FAILED;
        }
    }

    private int rounds() throws IOException {
        try (Stage stage = new Stage(options, clock);
                KillClient client = new KillClient(stage.port(), told, this::newId, clock)) {
            PaperBooks books = new PaperBooks(stage.ledger());
            for (int round = 1; round <= options.rounds(); round++) {
                int loadMs = MIN_LOAD_MS + random.nextInt(MAX_LOAD_MS - MIN_LOAD_MS);
                client.connect(options.rate());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(loadMs));
                stage.killBridge();
                int open = told.open().size();
                long killedNanos = clock.nanos();
                stage.startBridge();
                books.read();
                System.out.printf(
                        "round %d: killed after %d ms, %d signals so far, %d without a last word, trading again after %d ms%n",
                        round, loadMs, told.size(), open, (clock.nanos() - killedNanos) / 1_000_000);
            }
            lastWords(stage, client);
            stage.awaitProof();
            books.read();
            return report(new Audit(told.all(), stage.journal(), books.ordersByTag()), books);
        }
    }

    /** Random like those of clients, but the same for the same seed. */
    private UUID newId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private void lastWords(Stage stage, KillClient client) throws IOException {
        KillClient.Session session = client.connect(0);
        stage.await("signals without a last word", () -> told.open().isEmpty());
        session.close();
    }

    private int report(Audit audit, PaperBooks books) {
        Map<UUID, List<Told.Answer>> all = audit.told();
        long success = count(all, "success");
        long unknown = all.values().stream()
                .filter(answers -> answers.stream().anyMatch(answer -> !answer.last()))
                .count();
        List<String> contradictions = audit.contradictions();
        System.out.printf(
                "%d kills, %d signals: %d done, %d refused or failed; %d were in doubt at some time; the broker booked %d deals%n",
                options.rounds(), all.size(), success, all.size() - success, unknown, books.deals());
        contradictions.stream().limit(SHOWN).forEach(System.out::println);
        System.out.println(
                contradictions.isEmpty()
                        ? "everything agrees: nothing lost, nothing doubled, nothing in doubt"
                        : contradictions.size() + " contradictions");
        return contradictions.isEmpty() ? AGREED : FAILED;
    }

    private static long count(Map<UUID, List<Told.Answer>> all, String status) {
        return all.values().stream()
                .filter(answers ->
                        answers.stream().anyMatch(answer -> answer.status().equals(status)))
                .count();
    }
}
