package io.tickwire.app;

/** Every option of {@code eval tourism}: the parser and the help read this one table. */
enum EvalOption implements CommandOption {
    FORM("--form", "NAME", "interpretable", "network of the paper: interpretable or generic"),
    LOSSES("--losses", "A,B", "mape", "what the members make small: mape, smape, mase, mae"),
    REPEATS("--repeats", "N", "1", "networks of each loss and lookback"),
    STEPS("--steps", "N", "300", "of each network"),
    BATCH("--batch", "N", "1024", "windows of a step"),
    WIDTH("--width", "N", "512", "neurons of a layer; a quarter of it for the trend"),
    HISTORY("--history", "N", "20", "how many horizons back windows are cut"),
    LEARNING_RATE("--learning-rate", "X", "0.001", "highest step width"),
    SEED("--seed", "N", "1", "the same seed gives the same figures on one machine"),
    THREADS("--threads", "N", "", "processors to use; without it all of them");

    private final String flag;
    private final String placeholder;
    private final String fallback;
    private final String doc;

    EvalOption(String flag, String placeholder, String fallback, String doc) {
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
        return "tickwire eval tourism FOLDER [options]: trains on the yearly Tourism series and compares with the paper\n"
                + "FOLDER holds yearly_in.csv and yearly_oos.csv: a column for each series with its name, its length,"
                + " its first year, its numbers\n\n"
                + CommandOption.lines(values());
    }
}
