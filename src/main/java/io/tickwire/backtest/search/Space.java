package io.tickwire.backtest.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/** Everything that a search may try. Pure. */
public final class Space {
    /** Runs of one search; each leaves its statistics in memory. */
    public static final int MOST_RUNS = 100_000;

    private final List<Axis> axes;
    private final BiFunction<String, String, Object> reader;
    private final double size;

    /** @param reader makes a value of a setting's name and a text; throws IllegalArgumentException when it does not fit */
    public Space(List<Axis> axes, BiFunction<String, String, Object> reader) {
        this.axes = List.copyOf(axes);
        this.reader = reader;
        this.size = axes.stream().mapToDouble(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
        axes.forEach(axis -> axis.values().forEach(value -> reader.apply(axis.name(), value)));
    }

    public List<Axis> axes() {
        return axes;
    }

    /** Every point, the last axis moving first. */
    public List<Map<String, Object>> grid() {
        if (size > MOST_RUNS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the grid has %,.0f points, at most %,d are run: take larger steps, or --random N of it",
                    size,
                    MOST_RUNS));
        }
        List<Map<String, Object>> points = new ArrayList<>();
        for (long index = 0; index < (long) size; index++) {
            points.add(at(index));
        }
        return points;
    }

    /** Some points, none twice; the same for the same seed. */
    public List<Map<String, Object>> random(int count, long seed) {
        if (count >= size) {
            return grid();
        }
        if (count > MOST_RUNS) {
            throw new IllegalArgumentException("at most " + MOST_RUNS + " points are run, not " + count);
        }
        Random random = new Random(seed);
        Set<List<Integer>> seen = new HashSet<>();
        List<Map<String, Object>> points = new ArrayList<>();
        while (points.size() < count) {
            List<Integer> choice = new ArrayList<>();
            axes.forEach(axis -> choice.add(random.nextInt(axis.values().size())));
            if (seen.add(choice)) {
                points.add(point(choice));
            }
        }
        return points;
    }

    private Map<String, Object> at(long index) {
        Integer[] choice = new Integer[axes.size()];
        long left = index;
        for (int i = axes.size() - 1; i >= 0; i--) {
            int count = axes.get(i).values().size();
            choice[i] = (int) (left % count);
            left /= count;
        }
        return point(List.of(choice));
    }

    private Map<String, Object> point(List<Integer> choice) {
        Map<String, Object> point = new LinkedHashMap<>();
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            point.put(axis.name(), reader.apply(axis.name(), axis.values().get(choice.get(i))));
        }
        return point;
    }
}
