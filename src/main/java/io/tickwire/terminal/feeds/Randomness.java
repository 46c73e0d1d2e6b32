package io.tickwire.terminal.feeds;

import java.util.SplittableRandom;

/**
 * One stream of random numbers that is the same on every JDK: only {@code SplittableRandom.nextLong()} and
 * {@code StrictMath} are used, because {@code Math} and the library's Gaussian may change. Owner: one thread.
 */
final class Randomness {
    private final SplittableRandom random;
    private double spare;
    private boolean hasSpare;

    private Randomness(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A stream of its own for each name and purpose, so that one more symbol does not change the others. */
    static Randomness of(long seed, String name, String purpose) {
        long hash = 0xcbf29ce484222325L;
        String key = purpose + '/' + name;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return new Randomness(seed * 0x9E3779B97F4A7C15L ^ hash);
    }

    /** Uniform in (0, 1): never 0, so that its logarithm is finite. */
    double uniform() {
        return ((random.nextLong() >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Exponential with mean 1. */
    double exponential() {
        return -StrictMath.log(uniform());
    }

    /** Normal with mean 0 and variance 1, by Marsaglia's polar method. */
    double gaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spare = v * scale;
        hasSpare = true;
        return u * scale;
    }
}
