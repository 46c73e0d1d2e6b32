package io.tickwire.app;

import java.util.List;

/** Every option of {@code train}: the parser and the help read this one table. */
final class TrainOption {
    static final CommandOption DATA = new CommandOption(
            "--data",
            "FILE",
            "",
            "closing prices: a CSV with a header, plain or .gz, or a zip of Lean's hour quotes;"
                    + " several times = several symbols");
    static final CommandOption MODEL = new CommandOption("--model", "NAME", "", "what the model is called");
    static final CommandOption VERSION =
            new CommandOption("--version", "N", "", "its version; without it the number after the newest");
    static final CommandOption OUT = new CommandOption("--out", "FOLDER", "conf/models", "where models are");
    static final CommandOption PRESET = new CommandOption(
            "--preset",
            "NAME",
            "pytorch",
            "network: pytorch (the reference's defaults), generic, interpretable (of the" + " paper), small");
    static final CommandOption LOOKBACK = new CommandOption("--lookback", "N", "96", "closes that it sees");
    static final CommandOption HORIZON = new CommandOption("--horizon", "N", "20", "closes that it forecasts");
    static final CommandOption LOSS =
            new CommandOption("--loss", "NAME", "mae", "what is made small: mae, mape, smape, mase");
    static final CommandOption BACKCAST_LOSS = new CommandOption(
            "--backcast-loss", "X", "0", "how much the error of the backcast counts beside that loss");
    static final CommandOption EPOCHS =
            new CommandOption("--epochs", "N", "20", "rounds over the training windows, at most");
    static final CommandOption PATIENCE =
            new CommandOption("--patience", "N", "5", "rounds without a better validation loss before it ends");
    static final CommandOption BATCH = new CommandOption("--batch", "N", "512", "windows of a step");
    static final CommandOption LEARNING_RATE = new CommandOption("--learning-rate", "X", "0.001", "highest step width");
    static final CommandOption WEIGHT_DECAY =
            new CommandOption("--weight-decay", "X", "0.01", "pull of weights towards 0");
    static final CommandOption CLIP = new CommandOption("--clip", "X", "1", "length that a gradient is cut to");
    static final CommandOption SEED =
            new CommandOption("--seed", "N", "1", "the same seed gives the same model on one machine");
    static final CommandOption THREADS =
            new CommandOption("--threads", "N", "", "processors to use; without it all of them");
    static final CommandOption COLUMN = new CommandOption("--column", "NAME", "close", "column of a CSV");
    static final CommandOption POINT =
            new CommandOption("--point", "X", "1", "what prices of a CSV are multiplied by, such as 0.00001");
    static final CommandOption ZONE =
            new CommandOption("--zone", "ZONE", "UTC", "zone of times that do not state it, such as Europe/Athens");
    static final CommandOption FROM = new CommandOption("--from", "DATE", "", "first day of bars, such as 2010-01-01");
    static final CommandOption TO = new CommandOption("--to", "DATE", "", "day that bars end before");
    static final CommandOption TIMEFRAME = new CommandOption("--timeframe", "NAME", "H1", "period of the bars");
    static final CommandOption SYMBOL =
            new CommandOption("--symbol", "A,B", "", "symbols that the model is for; without it any");

    /** All of them, in the order of the help. */
    static final List<CommandOption> ALL = List.of(
            DATA,
            MODEL,
            VERSION,
            OUT,
            PRESET,
            LOOKBACK,
            HORIZON,
            LOSS,
            BACKCAST_LOSS,
            EPOCHS,
            PATIENCE,
            BATCH,
            LEARNING_RATE,
            WEIGHT_DECAY,
            CLIP,
            SEED,
            THREADS,
            COLUMN,
            POINT,
            ZONE,
            FROM,
            TO,
            TIMEFRAME,
            SYMBOL);

    private TrainOption() {}

    static String help() {
        return "tickwire train --data FILE --model NAME [options]: trains a model and measures it\n\n"
                + CommandOption.lines(ALL)
                + "\nBars are split by time: 70 % to learn from, 15 % to decide when to stop, 15 % to measure with.\n";
    }
}
