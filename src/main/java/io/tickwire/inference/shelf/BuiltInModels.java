package io.tickwire.inference.shelf;

import io.tickwire.inference.model.ModelFiles;
import io.tickwire.inference.model.UnusableModelException;
import java.util.Map;

/** The model inside the jar: a jar that was put alone into an empty folder answers too. */
public final class BuiltInModels implements ModelSource {
    public static final String NAME = "nbeats-h1";
    public static final String VERSION = "1";

    @Override
    public Map<String, Found> list() {
        return Map.of(NAME, new Found(Map.of(VERSION, "built in"), ""));
    }

    @Override
    public ModelFiles files(String model, String version) throws UnusableModelException {
        return ModelFiles.resource("/io/tickwire/models/" + model + "/" + version);
    }
}
