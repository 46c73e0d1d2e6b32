package io.tickwire.it;

/** Message bodies as the specification prints them. */
final class Samples {
    static final String ACCOUNT_INFO = "{\"balance\":10000.0,\"equity\":10000.0,\"margin\":0.0,\"free_margin\":10000.0,"
            + "\"currency\":\"USD\",\"leverage\":100}";
    static final String HEARTBEAT = "{\"client\":\"MT5-EA\",\"client_version\":\"1.0\"}";
    static final String BUY_EURUSD =
            "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.1,\"stop_loss\":1.08,\"take_profit\":1.09}";

    private Samples() {}

    /** What a node starts without: the engine of models, a second of work for each of hundreds of nodes. */
    static final String NO_MODELS = ",\"verticles\":{\"inference\":{\"enabled\":false}}";

    /** A configuration on free ports with limits that a test does not run into, and no models. */
    static String roomy(String more) {
        return withModels(NO_MODELS + more);
    }

    /** The same with models. */
    static String withModels(String more) {
        return "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"limits\":{\"maxConnections\":1000,"
                + "\"maxConnectionsPerIp\":1000,\"messagesPerSecond\":1000000,\"ordersPerMinute\":1000000,"
                + "\"closesPerMinute\":1000000}" + more + "}";
    }
}
