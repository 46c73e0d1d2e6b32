package io.tickwire.inference.shelf;

import io.tickwire.domain.message.ModelList;
import io.tickwire.domain.message.ModelList.State;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.UnusableModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One model: its versions as they lie there, and what they became. Owner: the keeper. */
final class Shelved {
    private static final Logger LOG = LoggerFactory.getLogger(Shelved.class);

    private final String name;
    private final ModelSource source;
    private final ModelLoader loader;
    private final Map<String, Stock> versions = new TreeMap<>(new VersionOrder());
    private Map<String, String> signatures = Map.of();
    private String trafficText = "";
    private Traffic traffic = Traffic.NEWEST;
    private String trafficProblem = "";
    private String roleProblem = "";
    private String sourceProblem = "";
    private boolean settled;
    private boolean off;
    private boolean told;
    private Line line;

    Shelved(String name, ModelSource source, ModelLoader loader) {
        this.name = name;
        this.source = source;
        this.loader = loader;
    }

    String name() {
        return name;
    }

    /** Takes note of what lies there. */
    void look(ModelSource.Found found, boolean allAtRest) {
        sourceProblem = found.problem();
        if (!sourceProblem.isEmpty()) {
            // What cannot be seen now is not gone.
            return;
        }
        signatures = found.versions();
        settled = allAtRest;
        signatures.keySet().forEach(version -> versions.computeIfAbsent(version, key -> new Stock()));
        if (!found.traffic().equals(trafficText)) {
            trafficText = found.traffic();
            try {
                traffic = trafficText.isBlank() ? Traffic.NEWEST : Traffic.read(trafficText, name + "/" + Traffic.FILE);
                trafficProblem = "";
            } catch (UnusableModelException wrong) {
                trafficProblem = wrong.getMessage();
                LOG.error("model {}: the traffic stays as it was, because {}", name, trafficProblem);
            }
        }
    }

    void takeOff() {
        off = true;
    }

    /** Puts it back, and tries what failed before. */
    void again() {
        off = false;
        versions.values().stream().filter(stock -> !stock.problem().isEmpty()).forEach(Stock::forget);
    }

    /**
     * The versions that should answer now.
     *
     * @param trash takes what nobody needs any more, to be released when the new line stands
     */
    Line line(Line before, List<LoadedModel> trash) {
        roleProblem = "";
        Line now = off ? null : line(trash);
        Set<LoadedModel> used = now == null ? Set.of() : now.models();
        for (Map.Entry<String, Stock> entry : List.copyOf(versions.entrySet())) {
            Stock stock = entry.getValue();
            boolean gone = !signatures.containsKey(entry.getKey());
            if (stock.loaded() != null && !used.contains(stock.loaded())) {
                trash.add(stock.unload());
            }
            if (gone && stock.loaded() == null) {
                versions.remove(entry.getKey());
            }
        }
        tell(before, now);
        line = now;
        return now;
    }

    private Line line(List<LoadedModel> trash) {
        LoadedModel active = active(trash);
        if (active == null) {
            return null;
        }
        List<Line.Share> shares = new ArrayList<>();
        for (Map.Entry<String, Integer> share : new TreeMap<>(traffic.split()).entrySet()) {
            LoadedModel model = named(share.getKey(), "split", trash);
            if (model != null && share.getValue() > 0) {
                shares.add(new Line.Share(model, share.getValue()));
            }
        }
        LoadedModel shadow = traffic.shadow().isEmpty() ? null : named(traffic.shadow(), "shadow", trash);
        return new Line(active, shadow == active ? null : shadow, shares);
    }

    private LoadedModel active(List<LoadedModel> trash) {
        LoadedModel wanted = traffic.active().isEmpty() ? newest(trash) : named(traffic.active(), "active", trash);
        if (wanted != null || line == null || traffic.active().isEmpty()) {
            return wanted;
        }
        // What the operator asks for cannot answer; what answered goes on.
        String before = line.active().version();
        return signatures.containsKey(before) ? ensure(before, trash) : null;
    }

    private LoadedModel newest(List<LoadedModel> trash) {
        List<String> order = new ArrayList<>(signatures.keySet());
        order.sort(new VersionOrder().reversed());
        for (String version : order) {
            LoadedModel model = ensure(version, trash);
            if (model != null) {
                return model;
            }
        }
        return null;
    }

    private LoadedModel named(String version, String role, List<LoadedModel> trash) {
        LoadedModel model = signatures.containsKey(version) ? ensure(version, trash) : null;
        if (model == null) {
            roleProblem = "traffic.json wants version " + version + " as " + role + ", which "
                    + (signatures.containsKey(version) ? "cannot be used" : "is not there");
        }
        return model;
    }

    /** Loads it when its files are new and at rest; null when there is nothing good of it. */
    private LoadedModel ensure(String version, List<LoadedModel> trash) {
        Stock stock = versions.get(version);
        String signature = signatures.get(version);
        boolean atRest = stock.isAtRest(signature) || settled;
        if (stock.wasTried(signature) || !atRest) {
            return stock.loaded();
        }
        try {
            LoadedModel before = stock.becomes(signature, loader.load(name, version, source.files(name, version)));
            if (before != null) {
                trash.add(before);
            }
        } catch (UnusableModelException unusable) {
            stock.fails(signature, unusable.getMessage());
            LOG.error("model {} {} cannot be used: {}", name, version, unusable.getMessage());
        } catch (RuntimeException | OutOfMemoryError | LinkageError fault) {
            // One model's fault, whatever it is, is not that of the others.
            stock.fails(signature, fault.toString());
            LOG.error("model {} {} cannot be used", name, version, fault);
        }
        return stock.loaded();
    }

    private void tell(Line before, Line now) {
        String was = before == null ? "" : before.active().version();
        if (now == null && before != null) {
            LOG.info("model {}: {} answers no more", name, was);
        } else if (now != null && before == null && !told) {
            // The start's own lines say what answers.
            LOG.debug("model {}: version {} answers", name, now.active().version());
            told = true;
        } else if (now != null && (before == null || before.active() != now.active())) {
            String old = was.isEmpty() || was.equals(now.active().version()) ? "" : ", not " + was;
            LOG.info("model {}: version {} answers{}", name, now.active().version(), old);
        }
    }

    /** What an operator should know; empty when all is well. */
    String problems() {
        List<String> problems = new ArrayList<>();
        versions.forEach((version, stock) -> {
            if (!stock.problem().isEmpty()) {
                problems.add("model " + name + " " + version + ": " + stock.problem());
            }
        });
        for (String text : List.of(sourceProblem, trafficProblem, roleProblem)) {
            if (!text.isEmpty()) {
                problems.add("model " + name + ": " + text);
            }
        }
        return String.join("; ", problems);
    }

    ModelList.Model describe() {
        List<ModelList.Version> described = new ArrayList<>();
        versions.forEach((version, stock) -> described.add(new ModelList.Version(
                version, state(stock), role(stock.loaded()), stock.problem(), ModelFacts.of(stock.loaded()))));
        String problem =
                !sourceProblem.isEmpty() ? sourceProblem : trafficProblem.isEmpty() ? roleProblem : trafficProblem;
        return new ModelList.Model(name, described, problem);
    }

    private static State state(Stock stock) {
        if (stock.loaded() != null) {
            return State.READY;
        }
        return stock.problem().isEmpty() ? State.UNLOADED : State.FAILED;
    }

    private String role(LoadedModel model) {
        if (model == null || line == null) {
            return "";
        }
        if (model == line.active()) {
            return "active";
        }
        return line.shares().stream()
                .filter(share -> share.model() == model)
                .map(share -> share.percent() + " %")
                .findFirst()
                .orElse(model == line.shadow() ? "shadow" : "");
    }
}
