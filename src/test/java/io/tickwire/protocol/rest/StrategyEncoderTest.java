package io.tickwire.protocol.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyCommand.Kind;
import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.domain.message.StrategyStatus.FileProblem;
import io.tickwire.domain.message.StrategyStatus.Result;
import io.tickwire.domain.message.StrategyStatus.Setting;
import io.tickwire.domain.message.StrategyStatus.Shadow;
import io.tickwire.domain.message.StrategyStatus.State;
import io.tickwire.domain.message.StrategyStatus.Version;
import io.tickwire.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyEncoderTest {
    private static final Version RUNNING = new Version("1.2", "ab12", 3, 1_700_000_000_000L, 9, 1, 2);
    private static final StrategyStatus STATUS = new StrategyStatus(
            "x",
            State.RUNNING,
            "why",
            RUNNING,
            new Shadow(new Version("1.3", "cd34", 4, 0, 5, 0, 0), 3, 1, 0),
            List.of(new FileProblem("X.java", 7, 3, false, "; expected")),
            List.of(new Setting("fast", 5L, 10L, "Bars"), new Setting("on", true, false, "Whether")),
            new Result(1, 0.1, 5, -2, 4, 3, 9, 1),
            List.of(),
            Map.of("edge", Double.NaN, "bias", 0.5));

    @Test
    void showsEverythingThatIsKnown() {
        assertEquals(
                "{'id':'x','state':'running','reason':'why','running':{'version':'1.2','hash':'ab12','number':3,"
                        + "'since':'2023-11-14T22:13:20.000Z','ticks':9,'faults':1,'waiting':2},"
                        + "'shadow':{'version':{'version':'1.3','hash':'cd34','number':4,'ticks':5,'faults':0,'waiting':0},"
                        + "'agreed':3,'only_running':1,'only_shadow':0,'agreement':0.75},"
                        + "'problems':[{'file':'X.java','line':7,'column':3,'warning':false,'message':'; expected'}],"
                        + "'settings':[{'name':'fast','type':'integer','value':5,'default':10,'doc':'Bars'},"
                        + "{'name':'on','type':'boolean','value':true,'default':false,'doc':'Whether'}],"
                        + "'result':{'positions':1,'lots':0.1,'realised':5.0,'floating':-2.0,'trades':4,'wins':3,'orders':9,"
                        + "'refused':1},'versions':[],'gauges':{'bias':0.5,'edge':null}}",
                Json.object(out -> StrategyEncoder.members(out, STATUS)).replace('"', '\''));
    }

    @Test
    void aStrategyThatDoesNotRunHasNoVersion() {
        StrategyStatus off =
                new StrategyStatus("x", State.OFF, "", null, null, List.of(), List.of(), null, List.of(), Map.of());
        assertEquals(
                "{'id':'x','state':'off','reason':'','running':null,'shadow':null,'problems':[],'settings':[],'result':null,"
                        + "'versions':[],'gauges':{}}",
                Json.object(out -> StrategyEncoder.members(out, off)).replace('"', '\''));
    }

    @Test
    void linesAreOldestFirstWithTheirTimes() {
        StrategyAnswer answer =
                new StrategyAnswer(STATUS, List.of(new StrategyAnswer.Line(1_700_000_000_000L, "order", "#1")), null);
        assertEquals(
                "{'id':'x','lines':[{'time':'2023-11-14T22:13:20.000Z','kind':'order','text':'#1'}]}",
                Json.object(out -> StrategyEncoder.lines(out, answer)).replace('"', '\''));
    }

    @Test
    void readsSettingsAsTheTypesThatTheyAre() {
        byte[] body = "{\"settings\":{\"a\":1,\"b\":1.5,\"c\":true,\"d\":\"x\"}}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                new StrategyCommand(Kind.SETTINGS, "", Map.of("a", 1L, "b", 1.5, "c", true, "d", "x")),
                StrategyReader.settings(body));
    }

    @Test
    void aRollbackWithoutABodyIsToTheVersionBefore() {
        assertEquals("", StrategyReader.rollback(new byte[0]).version());
        assertEquals(
                "ab12",
                StrategyReader.rollback("{\"version\":\"ab12\"}".getBytes(StandardCharsets.UTF_8))
                        .version());
    }
}
