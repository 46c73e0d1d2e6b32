package io.tickwire.protocol.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookTemplateTest {

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode signal(String field, String template, String alert) {
        HookTemplate hook = new HookTemplate("tv", Map.of(field, template), Map.of("long", "BUY"), "");
        return Json.parse(hook.signal(json(alert)));
    }

    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "symbol|{ticker}|{'ticker':'EURUSD'}|{'symbol':'EURUSD'}",
                "symbol|{a.b.c}|{'a':{'b':{'c':'EURUSD'}}}|{'symbol':'EURUSD'}",
                "symbol|{ticker}.r|{'ticker':'EURUSD'}|{'symbol':'EURUSD.r'}",
                "comment|{x} and {y}|{'x':'this','y':7}|{'comment':'this and 7'}",
                "comment|{nothing?}|{}|{}",
                "comment|a {nothing?} b|{}|{}",
                "stop_loss|{s?}|{'s':'1.05'}|{'stop_loss':1.05}",
                "comment|{list?}|{'list':[1]}|{}",
                "comment|{}|{'':'x'}|{'comment':'{}'}",
                "action|{do}|{'do':'Long'}|{'action':'BUY'}",
                "action|{do}|{'do':'sell'}|{'action':'SELL'}",
                "action|{do}|{'do':'wait'}|{'action':'WAIT'}",
                "volume|{v}|{'v':'0.10'}|{'volume':0.10}",
                "volume|{v}|{'v':0.5}|{'volume':0.5}",
                "volume|{v}|{'v':' 2 '}|{'volume':2}",
                "volume|{v}|{'v':'2 lots'}|{'volume':'2 lots'}",
                "volume|{v}|{'v':'NaN'}|{'volume':'NaN'}",
                "volume|{v}|{'v':'1e999999'}|{'volume':'1e999999'}",
                "magic|{m}|{'m':'7'}|{'magic':7}",
                "comment|{c}|{'c':'$1 \\\\ {c}'}|{'comment':'$1 \\\\ {c}'}",
            })
    void fills(String field, String template, String alert, String expected) {
        assertEquals(json(expected), signal(field, template, alert));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{a}|{'a':1}|''",
                "{a}|{}|a",
                "{a}|{'a':null}|a",
                "{a}|{'a':' '}|a",
                "{a.b} {c}|{'a':{'b':1}}|c",
                "{a?}|{}|''",
                "no place|{}|''",
            })
    void namesWhatTheAlertLacks(String template, String alert, String absent) {
        HookTemplate hook = new HookTemplate("tv", Map.of("stop_loss", template), Map.of(), "");
        assertEquals(absent, hook.absent(json(alert)));
    }

    @Test
    void anIdIsTheSameForTheSameWordsOfTheSameHook() {
        JsonNode id = signal("signal_id", "{id}", "{'id':'bar 1'}").path("signal_id");
        assertEquals(id, signal("signal_id", "{id}", "{'id':'bar 1'}").path("signal_id"));
        assertNotEquals(id, signal("signal_id", "{id}", "{'id':'bar 2'}").path("signal_id"));
        HookTemplate other = new HookTemplate("other", Map.of("signal_id", "{id}"), Map.of(), "");
        assertNotEquals(id, Json.parse(other.signal(json("{'id':'bar 1'}"))).path("signal_id"));
        String uuid = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
        assertEquals(
                uuid,
                signal("signal_id", "{id}", "{'id':'" + uuid + "'}")
                        .path("signal_id")
                        .asText());
    }

    @Test
    void readsWhenItWasSent() {
        HookTemplate hook = new HookTemplate("tv", Map.of(), Map.of(), "{time}");
        assertEquals(OptionalLong.of(1_769_508_000_000L), hook.sentMsc(json("{'time':'2026-01-27T10:00:00Z'}")));
        assertEquals(OptionalLong.of(0), hook.sentMsc(json("{}")));
        assertEquals(OptionalLong.empty(), hook.sentMsc(json("{'time':'yesterday'}")));
    }
}
