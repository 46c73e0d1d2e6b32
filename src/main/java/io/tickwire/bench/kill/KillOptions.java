package io.tickwire.bench.kill;

import java.util.List;

/**
 * What to do.
 *
 * @param rounds kills
 * @param rate signals a second
 * @param lostPercent replies that the broker loses, after it did what was asked
 * @param seed of the moments of the kills and of the broker's faults
 */
record KillOptions(int rounds, int rate, int lostPercent, long seed) {
    static final String HELP = """
            tickwire bench kill: kills a bridge under load again and again and checks that nothing is lost or doubled

              --rounds N   kills (20)
              --rate N     signals a second (200)
              --lost N     percent of replies that the broker loses after it executed (10)
              --seed N     of the moments of the kills and of the broker's faults (1)

            exit codes: 0 everything agrees, 1 it does not, 2 wrong options
            """;

    /** @throws IllegalArgumentException that names the word that is wrong */
    static KillOptions parse(List<String> words) {
        KillOptions options = new KillOptions(20, 200, 10, 1);
        for (int i = 0; i < words.size(); i += 2) {
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(words.get(i) + " needs a value");
            }
            options = options.with(words.get(i), words.get(i + 1));
        }
        return options;
    }

    private KillOptions with(String flag, String value) {
        return switch (flag) {
            case "--rounds" -> new KillOptions(number(flag, value, 1, 100_000), rate, lostPercent, seed);
            case "--rate" -> new KillOptions(rounds, number(flag, value, 1, 2_000), lostPercent, seed);
            case "--lost" -> new KillOptions(rounds, rate, number(flag, value, 0, 90), seed);
            case "--seed" -> new KillOptions(rounds, rate, lostPercent, number(flag, value, 0, Integer.MAX_VALUE));
            default -> throw new IllegalArgumentException("unknown option " + flag);
        };
    }

    private static int number(String flag, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        throw new IllegalArgumentException(
                flag + " must be a whole number from " + min + " to " + max + ", not '" + value + "'");
    }
}
