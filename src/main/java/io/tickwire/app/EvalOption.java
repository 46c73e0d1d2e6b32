package io.tickwire.app;

import java.util.List;

/** Every option of {@code eval tourism}: the parser and the help read this one table. */
final class EvalOption {
    static final CommandOption FORM =
            new CommandOption("--form", "NAME", "interpretable", "network of the paper: interpretable or generic");
    static final CommandOption LOSSES =
            new CommandOption("--losses", "A,B", "mape", "what the members make small: mape, smape, mase, mae");
    static final CommandOption REPEATS = new CommandOption("--repeats", "N", "1", "networks of each loss and lookback");
    static final CommandOption STEPS = new CommandOption("--steps", "N", "300", "of each network");
    static final CommandOption BATCH = new CommandOption("--batch", "N", "1024", "windows of a step");
    static final CommandOption WIDTH =
            new CommandOption("--width", "N", "512", "neurons of a layer; a quarter of it for the trend");
    static final CommandOption HISTORY =
            new CommandOption("--history", "N", "20", "how many horizons back windows are cut");
    static final CommandOption LEARNING_RATE = new CommandOption("--learning-rate", "X", "0.001", "highest step width");
    static final CommandOption SEED =
            new CommandOption("--seed", "N", "1", "the same seed gives the same figures on one machine");
    static final CommandOption THREADS =
            new CommandOption("--threads", "N", "", "processors to use; without it all of them");

    /** All of them, in the order of the help. */
    static final List<CommandOption> ALL =
            List.of(FORM, LOSSES, REPEATS, STEPS, BATCH, WIDTH, HISTORY, LEARNING_RATE, SEED, THREADS);

    private EvalOption() {}

    static String help() {
        return "tickwire eval tourism FOLDER [options]: trains on the yearly Tourism series and compares with the paper\n"
                + "FOLDER holds yearly_in.csv and yearly_oos.csv: a column for each series with its name, its length,"
                + " its first year, its numbers\n\n"
                + CommandOption.lines(ALL);
    }
}
