package io.tickwire.protocol.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.domain.message.BacktestStatus.State;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacktestCodecTest {

    private static BacktestStatus job(State state, long done, Map<String, Double> statistics) {
        return new BacktestStatus("bt-1", "x", state, done, 400, 1_000, 2_000, "", statistics);
    }

    @Test
    void theTimeThatIsLeftIsAtThePaceOfTheRunAndNotOfTheReading() {
        assertEquals(30_000, BacktestEncoder.leftMs(job(State.RUNNING, 100, Map.of()), 12_000));
        assertEquals(-1, BacktestEncoder.leftMs(job(State.RUNNING, 0, Map.of()), 12_000));
        assertEquals(-1, BacktestEncoder.leftMs(job(State.READING, 100, Map.of()), 12_000));
        assertEquals(0, BacktestEncoder.leftMs(job(State.RUNNING, 400, Map.of()), 12_000));
    }

    @Test
    void statisticsAreThereWhenItIsDoneAndNoNumberIsNull() {
        BacktestStatus done =
                job(State.DONE, 400, Map.of("STAT_PROFIT", 12.5, "STAT_PROFIT_FACTOR", Double.POSITIVE_INFINITY));
        assertEquals(
                "{'id':'bt-1','strategy':'x','state':'done','done':400,'total':400,'started':'1970-01-01T00:00:01.000Z',"
                        + "'message':'','statistics':{'STAT_PROFIT':12.5,'STAT_PROFIT_FACTOR':null}}",
                Json.object(out -> BacktestEncoder.members(out, done, 0)).replace('"', '\''));
    }

    private static BacktestReader reader(String body) {
        return new BacktestReader(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotSaidStaysAsTheStrategyHasIt() {
        assertEquals(
                StartBacktest.of("x", List.of("history:EURUSD")),
                reader("{'strategy':'x','data':['history:EURUSD']}").wish());
    }

    @Test
    void readsAllThatCanBeSaid() {
        StartBacktest wish = reader(
                        "{'strategy':'x','data':['a','b'],'from':'1970-01-01T00:00:01Z','to':'1970-01-01T00:00:02Z',"
                                + "'symbols':['EURUSD'],'settings':{'fast':5,'lots':0.1,'on':true},'mode':'m1-ohlc','terminal':'t',"
                                + "'deposit':5,'leverage':30,'commission_per_lot':7,'spread_points':2,'latency_ms':50,'grid':'fast=1:2:1',"
                                + "'random':3,'seed':4,'by':'STAT_TRADES'}")
                .wish();
        assertEquals(
                new StartBacktest(
                        "x",
                        List.of("a", "b"),
                        1_000,
                        2_000,
                        List.of("EURUSD"),
                        Map.of("fast", "5", "lots", "0.1", "on", "true"),
                        "m1-ohlc",
                        "t",
                        5,
                        30,
                        7,
                        2,
                        50,
                        "fast=1:2:1",
                        3,
                        4,
                        "STAT_TRADES"),
                wish);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        BacktestReader reader = reader("{'strategy':'x','data':['a'],'from':'yesterday'}");
        reader.wish();
        assertTrue(reader.fields().refusal().message().contains("'from'"));
    }
}
