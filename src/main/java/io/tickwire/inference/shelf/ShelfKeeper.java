package io.tickwire.inference.shelf;

import io.tickwire.domain.message.ModelList;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.UnusableModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps the shelf as the folder wants it: loads what came, swaps what changed, lets go of what went, and leaves the good
 * one where it is when the new one is bad. One thread at a time; blocks.
 */
public final class ShelfKeeper {
    private final ModelSource source;
    private final ModelLoader loader;
    private final ModelShelf shelf;
    private final Map<String, Shelved> models = new TreeMap<>();
    private final Set<String> missing = new HashSet<>();
    private String problem = "";
    private boolean looked;
    private volatile ModelList told = new ModelList(List.of(), "");
    private volatile String toldProblem = "";

    public ShelfKeeper(ModelSource source, ModelLoader loader, ModelShelf shelf) {
        this.source = source;
        this.loader = loader;
        this.shelf = shelf;
    }

    /**
     * Looks at the folder. Files that changed since the last look are left to come to rest, but for those of the first.
     *
     * @return whether the shelf changed
     */
    public synchronized boolean refresh() {
        try {
            return look(looked ? Set.of() : null);
        } finally {
            looked = true;
            tell();
        }
    }

    /**
     * Looks at the folder now, tries what failed before, and puts a model that was taken off back.
     *
     * @throws UnusableModelException when there is no such model, or it does not answer for it
     */
    public synchronized boolean load(String model) throws UnusableModelException {
        Shelved shelved = models.get(model);
        if (shelved != null) {
            shelved.again();
        }
        boolean changed = look(Set.of(model));
        tell();
        if (shelf.line(model) == null) {
            Shelved tried = models.get(model);
            throw new UnusableModelException(
                    tried == null ? "there is no model '" + model + "'; " + known() : tried.problems());
        }
        return changed;
    }

    /**
     * Takes a model off until it is loaded again.
     *
     * @throws UnusableModelException when there is no such model
     */
    public synchronized boolean unload(String model) throws UnusableModelException {
        Shelved shelved = models.get(model);
        if (shelved == null) {
            throw new UnusableModelException("there is no model '" + model + "'; " + known());
        }
        shelved.takeOff();
        boolean changed = settle(shelved);
        tell();
        return changed;
    }

    private String known() {
        return "known: " + String.join(", ", models.keySet());
    }

    /** @param settled models whose files count as at rest; null = all */
    private boolean look(Set<String> settled) {
        Map<String, ModelSource.Found> found;
        try {
            found = source.list();
            problem = "";
        } catch (IOException unreadable) {
            problem = "the folder of models cannot be read: " + unreadable;
            return false;
        }
        boolean changed = false;
        for (Map.Entry<String, ModelSource.Found> entry : found.entrySet()) {
            String name = entry.getKey();
            missing.remove(name);
            Shelved shelved = models.computeIfAbsent(name, key -> new Shelved(key, source, loader));
            shelved.look(entry.getValue(), settled == null || settled.contains(name));
            changed |= settle(shelved);
        }
        for (String name : List.copyOf(models.keySet())) {
            // A folder that is being replaced is not there for a moment.
            if (!found.containsKey(name) && !missing.add(name)) {
                Shelved gone = models.remove(name);
                missing.remove(name);
                gone.takeOff();
                changed |= settle(gone);
            }
        }
        return changed;
    }

    private boolean settle(Shelved shelved) {
        List<LoadedModel> trash = new ArrayList<>();
        Line before = shelf.line(shelved.name());
        Line now = shelved.line(before, trash);
        boolean changed = !Objects.equals(before, now);
        if (changed) {
            shelf.put(shelved.name(), now);
        }
        trash.forEach(LoadedModel::release);
        return changed;
    }

    private void tell() {
        List<String> problems = new ArrayList<>();
        if (!problem.isEmpty()) {
            problems.add(problem);
        }
        models.values().stream()
                .map(Shelved::problems)
                .filter(text -> !text.isEmpty())
                .forEach(problems::add);
        toldProblem = String.join("; ", problems);
        told = new ModelList(models.values().stream().map(Shelved::describe).toList(), problem);
    }

    /** Everything that is there, and how it was after the last look. Any thread; waits for nobody. */
    public ModelList list() {
        return told;
    }

    /** What an operator should know; empty when all is well. Any thread; waits for nobody. */
    public String problem() {
        return toldProblem;
    }

    /** Lets go of all. */
    public synchronized void close() {
        for (Shelved shelved : models.values()) {
            shelved.takeOff();
            settle(shelved);
        }
        models.clear();
    }
}
