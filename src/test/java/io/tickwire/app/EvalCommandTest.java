package io.tickwire.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.ops.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EvalCommandTest {
    private static final int SERIES = 12;
    private static final int LENGTH = 20;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCode eval(String... args) {
        return new EvalCommand(new PrintStream(out), new PrintStream(err), Clock.system()).run(Arrays.asList(args));
    }

    /** Each series grows by a rate of its own, from 3 to 14 per cent a year: no naive forecast does well. */
    private void growth() throws IOException {
        write("yearly_in.csv", 0, LENGTH);
        write("yearly_oos.csv", LENGTH, LENGTH + 4);
    }

    private void write(String file, int from, int to) throws IOException {
        StringBuilder text = new StringBuilder(row(one -> "Y" + one));
        text.append(row(one -> Integer.toString(to - from))).append(row(one -> "1980"));
        for (int i = from; i < to; i++) {
            int year = i;
            text.append(row(one -> String.format(Locale.ROOT, "%.3f", 1000 * Math.pow(1.03 + 0.01 * one, year))));
        }
        Files.writeString(folder.resolve(file), text);
    }

    private static String row(IntFunction<String> cell) {
        return IntStream.range(0, SERIES).mapToObj(cell).collect(Collectors.joining(",")) + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"interpretable", "generic"})
    void theEnsembleBeatsTheNaiveForecastOnWhatGrows(String form) throws IOException {
        growth();
        assertEquals(
                ExitCode.OK,
                eval(
                        "tourism",
                        folder.toString(),
                        "--form",
                        form,
                        "--steps",
                        "60",
                        "--batch",
                        "64",
                        "--width",
                        "32",
                        "--learning-rate",
                        "0.003",
                        "--losses",
                        "mape",
                        "--threads",
                        "1"),
                () -> err.toString(StandardCharsets.UTF_8));
        String told = out.toString(StandardCharsets.UTF_8);
        Matcher figures = Pattern.compile("repeated ([0-9.]+) +median of the networks ([0-9.]+)")
                .matcher(told);
        assertTrue(figures.find(), told);
        double naive = Double.parseDouble(figures.group(1));
        assertEquals(expectedNaive(), naive, 0.005);
        assertTrue(Double.parseDouble(figures.group(2)) < naive / 2, told);
        assertTrue(told.contains(SERIES + " series, 6 networks"), told);
        assertEquals(6, err.toString(StandardCharsets.UTF_8).lines().count());
    }

    private static double expectedNaive() {
        return IntStream.range(0, SERIES)
                .mapToDouble(one -> 1.03 + 0.01 * one)
                .flatMap(rate -> IntStream.rangeClosed(1, 4).mapToDouble(year -> 100 * (1 - Math.pow(rate, -year))))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "                              | it takes 'tourism' and a folder",
                "m4 x                          | it takes 'tourism' and a folder",
                "tourism /no/such              | yearly_in.csv: there is no such file",
                "tourism x --form deep         | --form takes interpretable or generic",
                "tourism x --losses mse        | --losses takes mape",
                "tourism x --steps 0           | --steps takes a number from 1",
                "tourism x --stesp 1           | eval tourism has no option '--stesp'",
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String said) {
        assertEquals(ExitCode.CONFIGURATION, eval(line == null ? new String[0] : line.split(" +")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(said), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void helpNamesEveryOption() {
        assertEquals(ExitCode.OK, eval("--help"));
        String help = out.toString(StandardCharsets.UTF_8);
        EvalOption.ALL.forEach(option -> assertTrue(help.contains(option.flag() + " "), option.flag()));
    }
}
