package io.tickwire.it.zmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.TickwireProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The execution profile as its clients speak it: libzmq, and HTTP of an Expert Advisor. */
final class ZmqExecIT {
    private static final List<String> QUESTIONS = List.of(
            "{\"type\":\"trade_open\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"volume\":0.10,\"magic\":7,\"timestamp\":1763787600.00,"
                    + "\"current_balance\":10000.00}",
            "{\"type\":\"trade_open\",\"ea\":\"Grid\",\"symbol\":\"EURUSD\",\"volume\":0.10,\"magic\":7.00,\"timestamp\":\"now\","
                    + "\"side\":\"SELL\",\"price\":1.08,\"stop_loss\":9.99,\"colour\":\"red\"}",
            "{\"type\":\"trade_open\",\"ea_name\":\"Grid\",\"symbol\":\"NOSUCH\",\"volume\":0.1,\"magic\":7,\"timestamp\":1}",
            "{\"type\":\"trade_open\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"volume\":1000,\"magic\":7,\"timestamp\":1}",
            "{\"type\":\"trade_close\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"ticket\":12345.00,\"profit\":-12.50}",
            "{\"type\":\"trade_modify\",\"ea_name\":\"Grid\",\"ticket\":12345,\"new_sl\":1.07,\"new_tp\":1.10}",
            "{\"type\":\"heartbeat\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"magic\":7}",
            "{\"type\":\"risk_update\",\"ea_name\":\"Grid\",\"risk_multiplier\":0.50}",
            "{\"type\":\"heartbeat\",\"ea\":\"Grid\",\"symbol\":\"EURUSD\",\"magic\":7}",
            "{\"ea_name\":\"Grid\"}",
            "{\"type\":\"trade_oben\"}",
            "not JSON",
            "{\"type\":\"trade_close\",\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"ticket\":1,\"profit\":\"12\"}",
            "{\"type\":\"risk_update\",\"ea_name\":\"Grid\",\"risk_multiplier\":1.01}");
    private static final List<String> ANSWERS = List.of(
            "{\"status\":\"success\",\"approved\":true,\"risk_multiplier\":1.0,\"timestamp\":T}",
            "{\"status\":\"success\",\"approved\":true,\"risk_multiplier\":1.0,\"timestamp\":T}",
            "{\"status\":\"rejected\",\"approved\":false,\"risk_multiplier\":0.0,\"reason\":\"Symbol not found: NOSUCH\","
                    + "\"error_code\":\"INVALID_SYMBOL\",\"timestamp\":T}",
            "{\"status\":\"rejected\",\"approved\":false,\"risk_multiplier\":0.0,\"reason\":\"Volume 1000.0 is outside 0.01 to"
                    + " 10.0 (execution.minVolume, execution.maxVolume)\",\"error_code\":\"INVALID_VOLUME\",\"timestamp\":T}",
            "{\"status\":\"success\",\"timestamp\":T}",
            "{\"status\":\"success\",\"timestamp\":T}",
            "{\"status\":\"success\",\"risk_multiplier\":1.0,\"timestamp\":T}",
            "{\"status\":\"success\",\"timestamp\":T}",
            "{\"status\":\"success\",\"risk_multiplier\":0.5,\"timestamp\":T}",
            "{\"status\":\"error\",\"message\":\"Missing message type\"}",
            "{\"status\":\"error\",\"message\":\"Invalid message type: 'trade_oben' is not a valid MessageType\"}",
            "{\"status\":\"error\",\"message\":\"Invalid message: expected JSON object\",\"error_code\":\"VALIDATION_ERROR\"}",
            "{\"status\":\"error\",\"message\":\"Invalid field 'profit': expected float\",\"error_code\":\"VALIDATION_ERROR\"}",
            "{\"status\":\"error\",\"message\":\"Invalid field 'risk_multiplier': expected float from 0 to 1\","
                    + "\"error_code\":\"VALIDATION_ERROR\"}");
    private static final String RESET = "{\"type\":\"risk_update\",\"ea_name\":\"Grid\",\"risk_multiplier\":1}";

    private static TickwireProcess node;

    @BeforeAll
    static void start() {
        node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},"
                        + "\"zmqExec\":{\"port\":0},\"execHttp\":{\"enabled\":true,\"port\":0},\"exec\":{\"messagesPerSecond\":1000000},"
                        + "\"verticles\":{\"inference\":{\"enabled\":false}}}");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String timeless(String answer) {
        return answer.replaceAll("\"timestamp\":\\d{10}\\.\\d{3}}", "\"timestamp\":T}");
    }

    /** By HTTP, so that each test finds it as it was. */
    private static HttpResponse<String> post(String url, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersEachRowOfTheTableAlikeToReqAndDealerPeersAndOverHttp() throws Exception {
        post(node.execHttpUrl(), RESET);
        List<String> expected = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS.size(); i++) {
            questions.add(QUESTIONS.get(i));
            String answer = ANSWERS.get(i);
            expected.add("req 1 " + answer);
            expected.add("dealer 1 " + answer);
            expected.add("delimited 1 " + answer);
        }
        List<String> heard = ZmqPeer.run(String.join("\n", questions) + "\n", "table", node.zmqExecUrl());
        assertEquals(expected, heard.stream().map(ZmqExecIT::timeless).toList());

        post(node.execHttpUrl(), RESET);
        for (String url : List.of(node.execHttpUrl(), node.httpUrl() + "/exec")) {
            for (int i = 0; i < QUESTIONS.size(); i++) {
                HttpResponse<String> answer = post(url, QUESTIONS.get(i));
                assertEquals("200 " + ANSWERS.get(i), answer.statusCode() + " " + timeless(answer.body()));
            }
            post(url, RESET);
        }
    }

    @Test
    void servesThePortOfOldHttpClients() throws Exception {
        HttpResponse<String> hello = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(node.execHttpUrl())).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, hello.statusCode());
        HttpResponse<String> large = post(node.execHttpUrl(), "x".repeat(70_000));
        assertEquals(
                "413 {\"status\":\"error\",\"message\":\"The message is larger than 65536 bytes\","
                        + "\"error_code\":\"MESSAGE_TOO_LARGE\"}",
                large.statusCode() + " " + large.body());
        assertEquals(404, post(node.execHttpUrl() + "nowhere", "{}").statusCode());
        String close =
                "{\"type\":\"trade_close\",\"ea_name\":\"Hedge\",\"symbol\":\"EURUSD\",\"ticket\":1.00,\"profit\":12.50}";
        String beat = "{\"type\":\"heartbeat\",\"ea_name\":\"Hedge\",\"symbol\":\"EURUSD\",\"magic\":9.00}";
        post(node.execHttpUrl(), beat);
        post(node.execHttpUrl(), close);
        post(node.execHttpUrl(), close);
        String agents = node.get("/exec/agents").body();
        assertTrue(
                agents.replaceAll("\"last_heartbeat\":[0-9.]+", "\"last_heartbeat\":T")
                        .contains(
                                "\"Hedge_9\":{\"ea_name\":\"Hedge\",\"symbol\":\"EURUSD\",\"magic\":9,\"last_heartbeat\":T,"
                                        + "\"message_count\":3,\"risk_multiplier\":1.0,\"day_profit\":25.0}"),
                agents);
    }

    @Test
    void answersEachOfTenThousandGarbageMessagesOnceAndGoodOnesBetween() {
        assertEquals(
                List.of("sent 10000 errors 10000 good 100"), ZmqPeer.run("", "garbage", node.zmqExecUrl(), "10000"));
    }

    @Test
    void isNotHeldUpByAPeerThatSendsAndNeverReads() {
        String slowest = ZmqPeer.run("", "deaf", node.zmqExecUrl(), "60000").get(0);
        assertTrue(Integer.parseInt(slowest.replaceAll("\\D", "")) < 2_000, slowest);
    }

    @Test
    void tellsFiftyPeersApart() {
        assertEquals(List.of("wrong 0"), ZmqPeer.run("", "many", node.zmqExecUrl(), "50"));
    }

    @Test
    void countsAndTimesEachMessage() {
        ZmqPeer.run("", "ask", node.zmqExecUrl(), QUESTIONS.get(6));
        String metrics = node.get("/metrics").body();
        assertTrue(metrics.contains("tickwire_exec_seconds_bucket{type=\"heartbeat\""), metrics);
        assertTrue(
                metrics.contains(
                        "tickwire_messages_total{outcome=\"success\",profile=\"exec-zmq\",type=\"heartbeat\"}"),
                metrics);
    }
}
