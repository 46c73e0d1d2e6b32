package io.tickwire.inference.shelf;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.ConfigProblem;
import io.tickwire.config.Setting;
import io.tickwire.inference.model.UnusableModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which versions of a model do what: {@code traffic.json} in the model's folder. Without it the newest good version
 * answers everything.
 */
public record Traffic(
        @Setting(doc = "Version that answers; empty = the newest that is good")
        String active,

        @Setting(doc = "Version that is asked the same and whose answers are only compared; empty = none")
        String shadow,

        @Setting(doc = "Version to percentage of the questions that it answers instead of the active one", value = "{}")
        Map<String, Integer> split) {

    static final String FILE = "traffic.json";
    static final Traffic NEWEST = new Traffic("", "", Map.of());
    private static final int ALL = 100;

    /** @throws UnusableModelException with every problem found */
    static Traffic read(String text, String source) throws UnusableModelException {
        try {
            return new ConfigLoader(Map.of()).document(text, source, Traffic.class, Traffic::problems);
        } catch (ConfigException wrong) {
            throw new UnusableModelException(wrong.getMessage(), wrong);
        }
    }

    private static List<ConfigProblem> problems(Traffic traffic) {
        List<ConfigProblem> problems = new ArrayList<>();
        int sum = 0;
        for (Map.Entry<String, Integer> share : traffic.split.entrySet()) {
            int percent = share.getValue();
            if (percent < 0 || percent > ALL) {
                problems.add(new ConfigProblem(
                        "$.split." + share.getKey(), "is no percentage: " + percent, "a whole number from 0 to 100"));
            }
            sum += percent;
        }
        if (sum > ALL) {
            problems.add(new ConfigProblem("$.split", "adds up to " + sum + " percent", "100 at most"));
        }
        return problems;
    }
}
