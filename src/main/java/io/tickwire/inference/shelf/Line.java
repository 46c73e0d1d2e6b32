package io.tickwire.inference.shelf;

import io.tickwire.inference.model.LoadedModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The loaded versions of one model and what each does. Immutable; a change makes a new one. Its models may be gone by
 * the time they are used: {@link LoadedModel#retain} tells.
 *
 * @param shadow asked the same, never answers; null when there is none
 */
public record Line(LoadedModel active, LoadedModel shadow, List<Share> shares) {
    private static final int ALL = 100;

    /** A version that answers some of the questions. */
    public record Share(LoadedModel model, int percent) {}

    public Line {
        shares = List.copyOf(shares);
    }

    /** Who answers an input with this hash: the same input always the same version. */
    public LoadedModel pick(long hash) {
        if (shares.isEmpty()) {
            return active;
        }
        // The lowest bits of FNV-1a follow the lowest of what was hashed last.
        long place = Math.floorMod(hash ^ hash >>> Integer.SIZE, ALL);
        for (Share share : shares) {
            place -= share.percent;
            if (place < 0) {
                return share.model;
            }
        }
        return active;
    }

    /** Each loaded version once. */
    public Set<LoadedModel> models() {
        List<LoadedModel> all = new ArrayList<>();
        all.add(active);
        shares.forEach(share -> all.add(share.model));
        if (shadow != null) {
            all.add(shadow);
        }
        return new LinkedHashSet<>(all);
    }
}
