package io.tickwire.bench.mqtt;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who publishes to whom. */
public enum Scenario {
    ONE_TO_ONE("1to1"),
    FAN_OUT("fanout"),
    FAN_IN("fanin");

    private final String label;

    Scenario(String label) {
        this.label = label;
    }

    /** By what the command line calls them, in order. */
    public static Map<String, Scenario> byLabel() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(each -> all.put(each.label, each));
        return Collections.unmodifiableMap(all);
    }

    String label() {
        return label;
    }

    /** @param many clients on the side that has many */
    int publishers(int many) {
        return this == FAN_IN ? many : 1;
    }

    int subscribers(int many) {
        return this == FAN_OUT ? many : 1;
    }
}
