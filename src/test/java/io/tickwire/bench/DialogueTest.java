package io.tickwire.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.bench.Dialogue.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DialogueTest {

    @Test
    void anEchoHasItsSizeAndFindsItsNumber() {
        EchoDialogue echo = new EchoDialogue(310);
        String request = echo.request(42);
        assertEquals(310, request.length());
        assertEquals(Answer.good(42), echo.read(request));
        assertEquals(Answer.bad(-1, "not what was sent"), echo.read(request.replace('x', 'y')));
        assertEquals(Answer.bad(-1, "not what was sent"), echo.read(request.substring(1)));
    }

    @Test
    void heartbeatsAreAnsweredInTheirOrder() {
        OrderedDialogue heartbeats = OrderedDialogue.heartbeats();
        heartbeats.request(3);
        heartbeats.request(8);
        assertEquals(Answer.good(3), heartbeats.read(new BareBridge().answer(heartbeats.request(9))));
        assertEquals(
                Answer.bad(8, "RATE_LIMITED"),
                heartbeats.read("{\"type\":\"error\",\"message\":\"m\",\"error_code\":\"RATE_LIMITED\"}"));
    }

    @Test
    void aSignalClosesTheTicketThatTheOneBeforeOpened() {
        SignalDialogue signals = new SignalDialogue(7);
        BareBridge bridge = new BareBridge();
        String open = signals.request(1);
        assertTrue(open.contains("\"action\":\"BUY\""), open);
        assertEquals(Answer.good(1), signals.read(bridge.answer(open)));
        String close = signals.request(2);
        assertTrue(close.contains("\"action\":\"CLOSE\"") && close.contains("\"ticket\":100001"), close);
        assertEquals(Answer.good(2), signals.read(bridge.answer(close)));
        assertTrue(signals.request(3).contains("\"action\":\"BUY\""));
    }

    @Test
    void aRefusedSignalIsAFailureWithItsCode() {
        SignalDialogue signals = new SignalDialogue(7);
        String refusal = "{\"type\":\"trading_signal_executed\",\"status\":\"error\",\"signal_id\":\"" + new UUID(7, 5)
                + "\",\"error\":\"e\",\"details\":{\"error_code\":\"MARKET_CLOSED\"}}";
        assertEquals(Answer.bad(5, "MARKET_CLOSED"), signals.read(refusal));
    }

    @Test
    void aBareTickCarriesItsNumber() {
        String tick = BareBridge.tick(
                "{\"data\":{\"symbol\":\"BENCH1\",\"bid\":1.5,\"ask\":1.6,\"time\":\"t\",\"volume\":77}}");
        assertEquals(77, TextField.number(tick, "\"volume\":"));
        assertEquals(-1, TextField.number(tick, "\"absent\":"));
    }
}
