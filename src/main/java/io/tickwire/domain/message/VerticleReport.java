package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;
import java.util.Objects;

/**
 * What became of a {@link VerticleCommand}.
 *
 * @param verticle how it stands now; null when there is none of this name
 * @param note what works no more, empty when all does
 * @param refusal why it was not done; null when it was
 */
public record VerticleReport(VerticleList.Entry verticle, String note, Refusal refusal) {
    public VerticleReport {
        Objects.requireNonNull(note, "note");
    }
}
