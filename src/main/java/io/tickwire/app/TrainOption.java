package io.tickwire.app;

/** Every option of {@code train}: the parser and the help read this one table. */
enum TrainOption implements CommandOption {
    DATA(
            "--data",
            "FILE",
            "",
            "closing prices: a CSV with a header, plain or .gz, or a zip of Lean's hour quotes;"
                    + " several times = several symbols"),
    MODEL("--model", "NAME", "", "what the model is called"),
    VERSION("--version", "N", "", "its version; without it the number after the newest"),
    OUT("--out", "FOLDER", "conf/models", "where models are"),
    PRESET(
            "--preset",
            "NAME",
            "pytorch",
            "network: pytorch (the reference's defaults), generic, interpretable (of the" + " paper), small"),
    LOOKBACK("--lookback", "N", "96", "closes that it sees"),
    HORIZON("--horizon", "N", "20", "closes that it forecasts"),
    LOSS("--loss", "NAME", "mae", "what is made small: mae, mape, smape, mase"),
    BACKCAST_LOSS("--backcast-loss", "X", "0", "how much the error of the backcast counts beside that loss"),
    EPOCHS("--epochs", "N", "20", "rounds over the training windows, at most"),
    PATIENCE("--patience", "N", "5", "rounds without a better validation loss before it ends"),
    BATCH("--batch", "N", "512", "windows of a step"),
    LEARNING_RATE("--learning-rate", "X", "0.001", "highest step width"),
    WEIGHT_DECAY("--weight-decay", "X", "0.01", "pull of weights towards 0"),
    CLIP("--clip", "X", "1", "length that a gradient is cut to"),
    SEED("--seed", "N", "1", "the same seed gives the same model on one machine"),
    THREADS("--threads", "N", "", "processors to use; without it all of them"),
    COLUMN("--column", "NAME", "close", "column of a CSV"),
    POINT("--point", "X", "1", "what prices of a CSV are multiplied by, such as 0.00001"),
    ZONE("--zone", "ZONE", "UTC", "zone of times that do not state it, such as Europe/Athens"),
    FROM("--from", "DATE", "", "first day of bars, such as 2010-01-01"),
    TO("--to", "DATE", "", "day that bars end before"),
    TIMEFRAME("--timeframe", "NAME", "H1", "period of the bars"),
    SYMBOL("--symbol", "A,B", "", "symbols that the model is for; without it any");

    private final String flag;
    private final String placeholder;
    private final String fallback;
    private final String doc;

    TrainOption(String flag, String placeholder, String fallback, String doc) {
        this.flag = flag;
        this.placeholder = placeholder;
        this.fallback = fallback;
        this.doc = doc;
    }

    @Override
    public String flag() {
        return flag;
    }

    @Override
    public String placeholder() {
        return placeholder;
    }

    @Override
    public String fallback() {
        return fallback;
    }

    @Override
    public String doc() {
        return doc;
    }

    static String help() {
        return "tickwire train --data FILE --model NAME [options]: trains a model and measures it\n\n"
                + CommandOption.lines(values())
                + "\nBars are split by time: 70 % to learn from, 15 % to decide when to stop, 15 % to measure with.\n";
    }
}
