package io.tickwire.inference.train.tourism;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.inference.train.Sample;
import io.tickwire.inference.train.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TourismTest {
    @TempDir
    Path folder;

    private List<TourismSeries> read(String in, String oos) throws IOException, DataException {
        Files.writeString(folder.resolve("yearly_in.csv"), in.replace('/', '\n'));
        Files.writeString(folder.resolve("yearly_oos.csv"), oos.replace('/', '\n'));
        return TourismFiles.read(folder);
    }

    @Test
    void readsColumnsOfDifferentLengths() throws IOException, DataException {
        List<TourismSeries> series =
                read("\"Y1\",\"Y2\"/3,2/1980,1990/10,7/11,8/12,NA/", "Y1,Y2/4,4/1983,1992/13,9/14,10/15,11/16,12/");
        assertEquals(
                List.of("Y1", "Y2"), series.stream().map(TourismSeries::name).toList());
        assertArrayEquals(new double[] {10, 11, 12}, series.get(0).known());
        assertArrayEquals(new double[] {7, 8}, series.get(1).known());
        assertArrayEquals(new double[] {9, 10, 11, 12}, series.get(1).next());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Y1/9/1980/1/2 | Y1/4/1983/1/2/3/4 | yearly_in.csv, line 2: series Y1 says it has 9",
                "Y1/2/1980/1/x | Y1/4/1983/1/2/3/4 | yearly_in.csv, line 5: 'x' of series Y1",
                "Y1/2/1980/1/2 | Y2/4/1983/1/2/3/4 | yearly_oos.csv: series Y1 is missing",
                "Y1/2/1980/1/2 | Y1/3/1983/1/2/3   | yearly_oos.csv: series Y1 has 3 numbers",
                "Y1            | Y1/3/1983/1/2/3   | yearly_in.csv: it has 1 lines",
            })
    void saysWhatIsWrongWithTheFiles(String in, String oos, String said) {
        String message = assertThrows(DataException.class, () -> read(in, oos)).getMessage();
        assertTrue(message.contains(said), message);
    }

    @Test
    void figuresOfSmallRows() {
        TourismSeries one = new TourismSeries("a", new double[] {5, 10}, new double[] {20, 8});
        TourismSeries two = new TourismSeries("b", new double[] {3}, new double[] {4, 2});
        assertArrayEquals(new double[] {10, 10}, Accuracy.naive(one));
        // 50 %, 25 %, 25 %, 50 %
        assertEquals(37.5, Accuracy.mape(List.of(one, two), List.of(Accuracy.naive(one), Accuracy.naive(two))), 1e-12);
        assertArrayEquals(
                new double[] {2, 3},
                Accuracy.median(List.of(new double[] {1, 9}, new double[] {2, 3}, new double[] {8, 1})));
        assertArrayEquals(new double[] {1.5}, Accuracy.median(List.of(new double[] {1}, new double[] {2})));
    }

    @Test
    void aWindowIsPaddedMaskedAndDividedByItsLargest() {
        TourismWindows windows = new TourismWindows(
                List.of(
                        new TourismSeries("short", new double[] {4}, new double[4]),
                        new TourismSeries("a", new double[] {2, 4, 8}, new double[4])),
                4,
                1);
        assertEquals(2, windows.count());
        Sample sample = new Sample(4, 4);
        windows.read(1, sample);
        assertArrayEquals(new float[] {0, 0, 0.5f, 1}, sample.x());
        assertArrayEquals(new float[] {1, 0, 0, 0}, sample.weight());
        assertEquals(2, sample.y()[0]);
        assertEquals(4, sample.spread());
        assertTrue(Arrays.stream(windows.sampled(50).epoch(new SplittableRandom(1)))
                .allMatch(index -> index == 0 || index == 1));
    }

    @Test
    void onlyTheLastPartOfALongSeriesIsCut() {
        TourismSeries series = new TourismSeries("a", new double[100], new double[4]);
        assertEquals(8, new TourismWindows(List.of(series), 8, 2).count());
    }
}
