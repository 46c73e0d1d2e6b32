package io.tickwire.inference.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.Decision;
import io.tickwire.domain.Window;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Encoding.Unfit;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.LoadedModel.Verdict;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Windows with what a model must say about them ({@code golden.json}): who trained it knew. */
final class GoldenRows {
    private static final double DEFAULT_TOLERANCE = 1e-4;
    private static final int MAX_VALUES = 100_000;

    private final List<Golden> rows;

    private record Golden(double[] closes, Decision decision, double margin, double tolerance) {}

    private GoldenRows(List<Golden> rows) {
        this.rows = rows;
    }

    static GoldenRows read(String text) throws UnusableModelException {
        if (text.isEmpty()) {
            return new GoldenRows(List.of());
        }
        JsonNode node = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        if (node == null) {
            throw new UnusableModelException(ModelFiles.GOLDEN + " is not JSON");
        }
        FieldReader fields = new FieldReader(node);
        List<Golden> rows = fields.objects(
                "rows",
                row -> new Golden(
                        row.numbers(Window.CLOSE + "s", MAX_VALUES),
                        row.word("decision", Decision.class),
                        row.number("margin"),
                        row.optionalNotNegative("tolerance", DEFAULT_TOLERANCE)));
        if (!fields.ok()) {
            throw new UnusableModelException(
                    ModelFiles.GOLDEN + ": " + fields.refusal().message());
        }
        return new GoldenRows(rows);
    }

    /** Runs them all. */
    void check(LoadedModel model) throws UnusableModelException, GraphException {
        Lane lane = model.borrow();
        try {
            for (int i = 0; i < rows.size(); i++) {
                check(model, lane, i);
            }
        } finally {
            model.giveBack(lane);
        }
    }

    private void check(LoadedModel model, Lane lane, int number) throws UnusableModelException, GraphException {
        Golden golden = rows.get(number);
        String what = ModelFiles.GOLDEN + " row " + number + ": ";
        Encoding encoding = model.encoder().encode(Window.closes(golden.closes));
        if (encoding instanceof Unfit unfit) {
            throw new UnusableModelException(what + unfit.field() + " " + unfit.why());
        }
        Row row = (Row) encoding;
        lane.put(0, row.row(), 0);
        lane.run(1);
        Verdict verdict = model.verdict(lane, 0, row);
        boolean near = Math.abs(verdict.margin() - golden.margin) <= golden.tolerance;
        if (!verdict.sound() || verdict.decision() != golden.decision || !near) {
            throw new UnusableModelException(what + "the model says " + verdict.decision() + " by " + verdict.margin()
                    + ", it must say " + golden.decision + " by " + golden.margin + " (tolerance " + golden.tolerance
                    + "): another network, or another normalisation than it was trained with");
        }
    }
}
