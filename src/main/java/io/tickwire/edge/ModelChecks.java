package io.tickwire.edge;

import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.ModelList;
import io.tickwire.domain.message.ModelList.Model;
import io.tickwire.domain.message.ModelList.Version;
import java.util.ArrayList;
import java.util.List;

/** Judges the models of a node. Pure. */
final class ModelChecks {
    private static final String FOLDER_FIX = "look at $.models.folder, see models/README.md";

    private ModelChecks() {}

    /**
     * One line when all are well, else one for each that is not.
     *
     * @param models null when nobody told
     */
    static List<DoctorCheck> of(ModelList models, String defaultModel) {
        if (models == null) {
            return List.of(DoctorCheck.fail("models", "the keeper of models does not answer", "look at the log"));
        }
        List<DoctorCheck> checks = new ArrayList<>();
        if (!models.problem().isEmpty()) {
            checks.add(DoctorCheck.fail("models", models.problem(), FOLDER_FIX));
        }
        List<String> answering = new ArrayList<>();
        for (Model model : models.models()) {
            if (!model.problem().isEmpty()) {
                checks.add(DoctorCheck.warn("model " + model.name(), model.problem(), FOLDER_FIX));
            }
            for (Version version : model.versions()) {
                String name = model.name() + " " + version.version();
                if (!version.problem().isEmpty()) {
                    checks.add(DoctorCheck.warn("model " + name, version.problem(), FOLDER_FIX));
                }
                if (version.role().equals("active")) {
                    answering.add(name);
                }
            }
        }
        if (answering.stream().noneMatch(name -> name.startsWith(defaultModel + " "))) {
            checks.add(DoctorCheck.warn(
                    "models",
                    "the default model " + defaultModel + " does not answer",
                    "put it into $.models.folder, or set $.inference.defaultModel to one that answers: " + answering));
        }
        return checks.isEmpty()
                ? List.of(DoctorCheck.ok("models", String.join(", ", answering) + " answering"))
                : checks;
    }
}
