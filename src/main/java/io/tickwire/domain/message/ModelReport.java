package io.tickwire.domain.message;

import java.util.Objects;

/**
 * What the keeper of models answers.
 *
 * @param refusal why a command was not done, empty when it was
 */
public record ModelReport(ModelList models, String refusal) {
    public ModelReport {
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(refusal, "refusal");
    }
}
