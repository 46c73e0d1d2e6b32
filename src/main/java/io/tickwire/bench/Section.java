package io.tickwire.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rounds of one measurement, by server. Main thread only. */
final class Section {
    private final String what;
    private final Map<String, List<Measured>> rounds = new LinkedHashMap<>();

    Section(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }

    void add(String server, Measured round) {
        rounds.computeIfAbsent(server, name -> new ArrayList<>()).add(round);
    }

    Map<String, List<Measured>> rounds() {
        return rounds;
    }

    /** All rounds of a server as one. */
    Measured whole(String server) {
        return rounds.get(server).stream().reduce(Measured::plus).orElseThrow();
    }
}
