package io.tickwire.inference.shelf;

import io.tickwire.domain.message.ModelList.Facts;
import io.tickwire.domain.message.ModelList.Tensor;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.Manifest;
import java.util.ArrayList;
import java.util.List;

/** What a loaded version tells about itself. */
final class ModelFacts {
    private static final int ROWS = -1;

    private ModelFacts() {}

    /** Null for none. */
    static Facts of(LoadedModel model) {
        if (model == null) {
            return null;
        }
        Manifest manifest = model.manifest();
        Manifest.Input input = manifest.input();
        List<Integer> row = input.features().size() == 1
                ? List.of(input.window())
                : List.of(input.window(), input.features().size());
        return new Facts(
                manifest.description(),
                tensor(input.name(), row),
                model.graph().outputs().stream()
                        .map(output -> tensor(output.name(), output.rowShape()))
                        .toList(),
                input.timeframe(),
                manifest.symbols(),
                input.features(),
                input.window(),
                input.offset(),
                manifest.validUntil(),
                model.maxBatch(),
                manifest.training());
    }

    private static Tensor tensor(String name, List<Integer> rowShape) {
        List<Integer> shape = new ArrayList<>();
        shape.add(ROWS);
        shape.addAll(rowShape);
        return new Tensor(name, shape);
    }
}
