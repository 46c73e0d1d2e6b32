package io.tickwire.inference.model;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.ConfigProblem;
import io.tickwire.domain.Decision;
import io.tickwire.domain.Timeframe;
import io.tickwire.inference.model.Manifest.DecisionSpec;
import io.tickwire.inference.model.Manifest.Normalisation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code model.json}: strictly, and says all that is wrong with it at once. Any thread. */
public final class ManifestReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{64}");

    private ManifestReader() {}

    /** Whether models and versions may be called so: it is a name of folders, addresses and paths. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * @param source what to call the text in messages
     * @throws UnusableModelException with every problem found
     */
    public static Manifest read(String text, String source) throws UnusableModelException {
        try {
            return new ConfigLoader(Map.of()).document(text, source, Manifest.class, ManifestReader::problems);
        } catch (ConfigException wrong) {
            throw new UnusableModelException(wrong.getMessage(), wrong);
        }
    }

    private static List<ConfigProblem> problems(Manifest manifest) {
        List<ConfigProblem> problems = new ArrayList<>();
        name(problems, "$.name", manifest.name());
        name(problems, "$.version", manifest.version());
        if (!SHA.matcher(manifest.sha256()).matches()) {
            problems.add(new ConfigProblem("$.sha256", "must be 64 hexadecimal digits", "sha256sum model.onnx"));
        }
        if (!manifest.validUntil().isEmpty()) {
            try {
                Instant.parse(manifest.validUntil());
            } catch (DateTimeException e) {
                problems.add(new ConfigProblem(
                        "$.validUntil", "is no time: " + manifest.validUntil(), "for example 2027-01-01T00:00:00Z"));
            }
        }
        input(problems, manifest.input());
        normalisation(problems, manifest);
        decision(problems, manifest);
        return problems;
    }

    private static void name(List<ConfigProblem> problems, String path, String name) {
        if (!isName(name)) {
            problems.add(new ConfigProblem(
                    path,
                    "is no name: '" + name + "'",
                    "letters, digits, dot, dash and underscore, 64 at most, a letter or digit first"));
        }
    }

    private static void input(List<ConfigProblem> problems, Manifest.Input input) {
        if (input.features().isEmpty()
                || new HashSet<>(input.features()).size() < input.features().size()) {
            problems.add(new ConfigProblem("$.input.features", "must name features, each once", "[\"close\"]"));
        }
        boolean known = input.timeframe().isEmpty()
                || Arrays.stream(Timeframe.values()).anyMatch(tf -> tf.name().equals(input.timeframe()));
        if (!known) {
            problems.add(new ConfigProblem(
                    "$.input.timeframe",
                    "unknown period '" + input.timeframe() + "'",
                    "one of " + Arrays.toString(Timeframe.values())));
        }
    }

    private static void normalisation(List<ConfigProblem> problems, Manifest manifest) {
        Normalisation scaling = manifest.normalisation();
        for (String feature : manifest.input().features()) {
            boolean missing = scaling.type() == Normalisation.Kind.FIXED
                    && !scaling.fixed().containsKey(feature);
            if (missing) {
                problems.add(new ConfigProblem(
                        "$.normalisation.fixed." + feature, "is required", "{ \"center\": 1.1, \"scale\": 0.05 }"));
            }
        }
        if (scaling.type() == Normalisation.Kind.Z_SCORE && manifest.input().window() <= scaling.ddof()) {
            problems.add(
                    new ConfigProblem("$.input.window", "is too short for a standard deviation", "2 values or more"));
        }
    }

    private static void decision(List<ConfigProblem> problems, Manifest manifest) {
        DecisionSpec decision = manifest.decision();
        if (decision.rule() == DecisionSpec.Rule.ARGMAX && decision.classes().size() < 2) {
            problems.add(new ConfigProblem(
                    "$.decision.classes", "argmax needs two classes or more", "[\"sell\", \"none\", \"buy\"]"));
        }
        for (String label : decision.classes()) {
            if (Arrays.stream(Decision.values()).noneMatch(word -> word.wire().equals(label))) {
                problems.add(
                        new ConfigProblem("$.decision.classes", "unknown class '" + label + "'", "buy, sell, none"));
            }
        }
        if (decision.rule() == DecisionSpec.Rule.THRESHOLD && decision.sellUpTo() >= decision.buyFrom()) {
            problems.add(new ConfigProblem(
                    "$.decision.sellUpTo", "is not below buyFrom (" + decision.buyFrom() + ")", "lower it"));
        }
        if (decision.rule() == DecisionSpec.Rule.FORECAST_MINUS_LAST) {
            if (manifest.horizon() == 0) {
                problems.add(new ConfigProblem("$.horizon", "is required by forecast_minus_last", "for example 20"));
            } else if (decision.horizon() > manifest.horizon()) {
                problems.add(new ConfigProblem(
                        "$.decision.horizon", "is beyond the forecast (" + manifest.horizon() + ")", "lower it"));
            }
            if (!manifest.input().features().contains("close")) {
                problems.add(new ConfigProblem(
                        "$.input.features", "forecast_minus_last needs the last close", "add \"close\""));
            }
        }
    }
}
