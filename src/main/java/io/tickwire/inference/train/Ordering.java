package io.tickwire.inference.train;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which windows an epoch learns from, and in which order. */
@FunctionalInterface
public interface Ordering {

    /** @return numbers of windows */
    int[] epoch(SplittableRandom random);

    /** Each window once. */
    static Ordering shuffled(int count) {
        return random -> {
            int[] order = IntStream.range(0, count).toArray();
            for (int i = count - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[other];
                order[other] = swapped;
            }
            return order;
        };
    }
}
