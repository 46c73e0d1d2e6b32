package io.tickwire.protocol.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.AgentList;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.domain.message.ExecReply;
import io.tickwire.protocol.exec.ExecCodec.Read;
import io.tickwire.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the execution profile's table, in and out. */
final class ExecCodecTest {
    private static final long NOW = 1_763_787_600_120L;

    private static ExecMessage read(String json) {
        Read read = ExecCodec.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertNull(read.error(), () -> text(read.error()));
        assertEquals(read.message().type(), read.type());
        return read.message();
    }

    private static String error(String json) {
        Read read = ExecCodec.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertNull(read.message());
        return text(read.error());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Test
    void readsEachOfTheFiveMessages() {
        assertEquals(
                new ExecMessage.TradeOpen("Grid", "EURUSD", 0.1, 7, null, 0, 0, 0),
                read(
                        "{'type':'trade_open','ea_name':'Grid','symbol':'EURUSD','volume':0.1,'magic':7,'timestamp':1.5}"));
        assertEquals(
                new ExecMessage.TradeOpen("Grid", "EURUSD", 0.1, 7, Side.SELL, 1.08, 1.09, 10_000.5),
                read("{'type':'trade_open','ea_name':'Grid','symbol':'EURUSD','volume':0.10,'magic':7,'timestamp':'x',"
                        + "'current_balance':10000.50,'side':'sell','price':1.08,'stop_loss':1.09,'more':{}}"));
        assertEquals(
                new ExecMessage.TradeClose("Grid", "EURUSD", 12345, -12.5),
                read("{'type':'trade_close','ea_name':'Grid','symbol':'EURUSD','ticket':12345.00,'profit':-12.50}"));
        assertEquals(
                new ExecMessage.TradeModify("Grid", 12345, 1.07, 0),
                read("{'type':'trade_modify','ea_name':'Grid','ticket':12345,'new_sl':1.07,'new_tp':0.00}"));
        assertEquals(
                new ExecMessage.Beat("Grid", "EURUSD", 7),
                read("{'type':'heartbeat','ea':'Grid','symbol':'EURUSD','magic':7.00}"));
        assertEquals(
                new ExecMessage.RiskUpdate("Grid", 0.5),
                read("{'type':'risk_update','ea_name':'Grid','risk_multiplier':0.50}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'volume':0",
                "'volume':-1",
                "'volume':'0.1'",
                "'volume':NaN",
                "'volume':1e400",
                "'volume':null",
                "'magic':1.5",
                "'magic':-1",
                "'magic':'7'",
                "'magic':99999999999999999999",
                "'ea_name':''",
                "'ea_name':7",
                "'symbol':null",
                "'side':'HOLD'",
                "'stop_loss':-1",
                "'price':'1'",
                "'timestamp':[]",
                "'timestamp':true",
                "'current_balance':'x'"
            })
    void refusesAFieldThatIsNotWhatItShouldBe(String field) {
        String name = field.substring(0, field.indexOf(':'));
        String good = "{'type':'trade_open','ea_name':'Grid','symbol':'EURUSD','volume':0.1,'magic':7,'timestamp':1}";
        String bad = good.contains(name)
                ? good.replaceFirst(name + ":('[^']*'|[^,}]*)", field)
                : good.replace("}", "," + field + "}");
        String error = error(bad);
        assertEquals(
                field.endsWith("NaN")
                        ? "{\"status\":\"error\",\"message\":\"Invalid message: expected JSON object\",\"error_code\":\"VALIDATION_ERROR\"}"
                        : "VALIDATION_ERROR",
                field.endsWith("NaN") ? error : error.replaceFirst(".*\"error_code\":\"([A-Z_]+)\"}", "$1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {'status':'error','message':'Missing message type'}",
                "{'type':null} | {'status':'error','message':'Missing message type'}",
                "{'type':'trade_oben'} | {'status':'error','message':'Invalid message type: \\'trade_oben\\' is not a valid MessageType'}",
                "{'type':'HEARTBEAT'} | {'status':'error','message':'Invalid message type: \\'HEARTBEAT\\' is not a valid MessageType'}",
                "{'type':5} | {'status':'error','message':'Invalid message type: \\'5\\' is not a valid MessageType'}",
                "[] | {'status':'error','message':'Invalid message: expected JSON object','error_code':'VALIDATION_ERROR'}",
                "x | {'status':'error','message':'Invalid message: expected JSON object','error_code':'VALIDATION_ERROR'}",
                "{'type':'heartbeat'} | {'status':'error','message':'Invalid field \\'ea_name\\': expected string of 1 to 64"
                        + " characters','error_code':'VALIDATION_ERROR'}"
            })
    void answersWhatIsNoMessageInTheWordsItsClientsKnow(String json, String expected) {
        String answer = expected.replace("\\'", "\u0000").replace('\'', '"').replace('\u0000', '\'');
        assertEquals(answer, error(json));
    }

    @Test
    void writesEachReplyAsTheTableHasIt() {
        Refusal refusal = Refusal.of(ErrorCode.RISK_REJECTED, "no");
        assertEquals(
                List.of(
                        "{\"status\":\"success\",\"timestamp\":1763787600.120}",
                        "{\"status\":\"success\",\"risk_multiplier\":0.333333,\"timestamp\":1763787600.120}",
                        "{\"status\":\"success\",\"approved\":true,\"risk_multiplier\":1.0,\"timestamp\":1763787600.120}",
                        "{\"status\":\"rejected\",\"approved\":false,\"risk_multiplier\":0.0,\"reason\":\"no\","
                                + "\"error_code\":\"RISK_REJECTED\",\"timestamp\":1763787600.120}",
                        "{\"status\":\"error\",\"message\":\"no\",\"error_code\":\"RISK_REJECTED\"}"),
                List.of(
                                new ExecReply.Done(NOW),
                                new ExecReply.Alive(1 / 3.0, NOW),
                                new ExecReply.Approved(1, NOW),
                                new ExecReply.Rejected(refusal, NOW),
                                new ExecReply.Failed(refusal, NOW))
                        .stream()
                        .map(reply -> text(ExecReplies.write(reply)))
                        .toList());
    }

    @Test
    void neverWritesAnExponent() {
        assertEquals(
                "{\"status\":\"success\",\"risk_multiplier\":0.00001,\"timestamp\":0.000}",
                text(ExecReplies.write(new ExecReply.Alive(1e-5, 0))));
    }

    @Test
    void listsAgentsByNameAndMagicNumber() {
        AgentList list = new AgentList(List.of(new AgentList.Agent("Grid", "EURUSD", 7, NOW, 3, 0.5, -1.25)));
        assertEquals(
                "{\"agents\":{\"Grid_7\":{\"ea_name\":\"Grid\",\"symbol\":\"EURUSD\",\"magic\":7,"
                        + "\"last_heartbeat\":1763787600.120,\"message_count\":3,\"risk_multiplier\":0.5,"
                        + "\"day_profit\":-1.25}},\"count\":1,\"timestamp\":1763787600.120}",
                Json.object(out -> ExecReplies.agents(out, list, NOW)));
    }

    @Test
    void publishesTicksHeartbeatsAndTheGoodbyeWithTheFieldsOfTheProfile() {
        Tick tick = new Tick("EURUSD", 1_769_508_000_000L, 1.0845, 1.0847, 0, 0, 6, 2, 99, 0, 0);
        assertEquals(
                "{\"type\":\"tick\",\"symbol\":\"EURUSD\",\"bid\":1.0845,\"ask\":1.0847,\"last\":0.0,\"volume\":0.0,"
                        + "\"time\":\"2026-01-27T10:00:00.000Z\",\"time_msc\":1769508000000,\"flags\":6,\"sequence\":5}",
                text(PubEncoder.tick(tick, 5)));
        assertEquals(
                "{\"type\":\"heartbeat\",\"timestamp\":1763787600.120,\"sequence\":6,\"symbols\":[\"EURUSD\"]}",
                text(PubEncoder.heartbeat(List.of("EURUSD"), 6, NOW)));
        assertEquals("{\"type\":\"disconnect\",\"timestamp\":1763787600.120}", text(PubEncoder.disconnect(NOW)));
    }
}
