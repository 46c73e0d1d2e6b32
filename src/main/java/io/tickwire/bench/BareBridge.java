package io.tickwire.bench;

import io.vertx.core.json.JsonObject;

/** The bridge profile as far as a load needs it: parses each message, answers texts of the length that a node's have. */
final class BareBridge {
    static final String WELCOME = "{\"type\":\"connection_established\"}";
    static final String SUBSCRIBED = "{\"type\":\"subscribed\",\"symbols\":[\"BENCH1\"],\"total_subscribed\":1}";
    static final String TICK_TAKEN = "{\"type\":\"tick_data_processed\",\"status\":\"success\",\"data\":{\"symbol\":"
            + "\"BENCH1\",\"bid\":100.0,\"ask\":100.02,\"spread\":2.0},\"timestamp\":\"2026-01-27T10:00:00.000Z\"}";
    private static final String HEARTBEAT = "{\"type\":\"heartbeat_response\",\"status\":\"healthy\","
            + "\"server_status\":\"healthy\",\"data\":{\"server_status\":\"healthy\",\"active_connections\":10,"
            + "\"mt5_bridge_status\":{\"status\":\"connected\",\"last_update\":\"2026-01-27T10:00:00.000Z\"},"
            + "\"processing_stats\":{\"total_connections\":10,\"messages_processed\":100000,"
            + "\"successful_operations\":100000,\"failed_operations\":0}},"
            + "\"timestamp\":\"2026-01-27T10:00:00.000Z\"}";
    private static final String EXECUTED =
            "{\"type\":\"trading_signal_executed\",\"status\":\"success\"," + "\"signal_id\":\"";
    private static final String RESULT = "\",\"result\":{\"success\":true,\"order_id\":\"100001\",\"price\":1.08461,"
            + "\"volume\":0.01,\"symbol\":\"EURUSD\",\"type\":\"";
    private static final String END = "\",\"execution_time\":\"2026-01-27T10:00:00.000Z\",\"position_id\":\"100001\","
            + "\"retcode\":10009,\"duplicate\":false},\"timestamp\":\"2026-01-27T10:00:00.000Z\"}";

    String answer(String text) {
        JsonObject message = new JsonObject(text);
        if ("heartbeat".equals(message.getString("type"))) {
            return HEARTBEAT;
        }
        JsonObject data = message.getJsonObject("data");
        String type = "BUY".equals(data.getString("action")) ? "buy" : "close";
        return EXECUTED + data.getString("signal_id") + RESULT + type + END;
    }

    /** The text that subscribers get for a fed tick. */
    static String tick(String text) {
        JsonObject data = new JsonObject(text).getJsonObject("data");
        return "{\"type\":\"tick\",\"data\":{\"symbol\":\"" + data.getString("symbol") + "\",\"bid\":"
                + data.getDouble("bid") + ",\"ask\":" + data.getDouble("ask") + ",\"last\":0.0,\"volume\":"
                + data.getLong("volume") + ".0,\"time\":\"" + data.getString("time")
                + "\",\"spread\":2.0,\"time_msc\":1769508000000,\"flags\":6,\"seq\":100000}}";
    }
}
