package io.tickwire.inference.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.Window;
import io.tickwire.inference.Models;
import io.tickwire.inference.Models.GoldenRow;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.LoadedModel.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reference implementation said, said again: input, trend, forecast, side. */
final class GoldenModelTest {
    private static final double ENCODER = 1e-3;
    /** Of a price: the rows hold single-precision prices, no finer than 1.2e-7. */
    private static final double TREND = 3e-7;

    private final List<GoldenRow> golden = Models.goldenRows();

    private static LoadedModel load() throws UnusableModelException {
        return new ModelLoader(64, OnnxGraph::open, () -> {}).load("golden", "1", Models.golden("golden", "1"));
    }

    @Test
    void answersEveryGoldenRowAsTheReferenceDid() throws Exception {
        LoadedModel model = load();
        Lane lane = model.borrow();
        assertEquals(25, golden.size());
        for (GoldenRow expected : golden) {
            Row row = (Row) model.encoder().encode(Window.closes(expected.closes()));
            for (int i = 0; i < Models.GOLDEN_WINDOW; i++) {
                assertEquals(expected.encoder()[i], row.row()[i], ENCODER);
            }
            lane.put(0, row.row(), 0);
            lane.run(1);
            Verdict verdict = model.verdict(lane, 0, row);
            assertEquals(expected.signal(), verdict.decision().wire());
            assertEquals(expected.margin() / expected.scale()[1], verdict.margin(), 1e-3);
            assertArrayEquals(expected.prediction(), verdict.forecast(), 1e-3 * expected.scale()[1]);
        }
        model.giveBack(lane);
        model.release();
    }

    @Test
    void computesTheReferencesTrendFromTheReferencesInput() throws Exception {
        LoadedModel model = load();
        Lane lane = model.borrow();
        for (GoldenRow expected : golden) {
            float[] encoder = new float[Models.GOLDEN_WINDOW];
            for (int i = 0; i < encoder.length; i++) {
                encoder[i] = (float) expected.encoder()[i];
            }
            lane.put(0, encoder, 0);
            lane.run(1);
            double[] trend = new double[116];
            lane.get(1, 0, trend);
            for (int i = 0; i < trend.length; i++) {
                double price = trend[i] * expected.scale()[1] + expected.scale()[0];
                assertEquals(expected.trend()[i], price, TREND, "trend " + i);
            }
        }
        model.giveBack(lane);
        model.release();
    }

    @Test
    void aRowOfABatchSaysWhatItSaysAlone() throws Exception {
        LoadedModel model = load();
        Lane lane = model.borrow();
        Row[] rows = golden.stream()
                .map(row -> (Row) model.encoder().encode(Window.closes(row.closes())))
                .toArray(Row[]::new);
        for (int i = 0; i < rows.length; i++) {
            lane.put(i, rows[i].row(), 0);
        }
        lane.run(rows.length);
        for (int i = 0; i < rows.length; i++) {
            Verdict verdict = model.verdict(lane, i, rows[i]);
            assertEquals(golden.get(i).signal(), verdict.decision().wire());
            assertEquals(golden.get(i).margin() / golden.get(i).scale()[1], verdict.margin(), 1e-3);
        }
        model.giveBack(lane);
        model.release();
    }

    @Test
    void seesExactlyTheNinetySixClosesBeforeTheNewest() throws Exception {
        LoadedModel model = load();
        double[] closes = golden.get(0).closes().clone();
        float[] row = ((Row) model.encoder().encode(Window.closes(closes.clone()))).row();
        closes[closes.length - 1] = 1e6;
        closes[closes.length - 98] = 1e6;
        assertArrayEquals(row, ((Row) model.encoder().encode(Window.closes(closes))).row());
        closes[closes.length - 97] += 1;
        float[] other = ((Row) model.encoder().encode(Window.closes(closes))).row();
        assertEquals(false, Arrays.equals(row, other));
        model.release();
    }
}
