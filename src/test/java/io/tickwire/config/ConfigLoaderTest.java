package io.tickwire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigLoaderTest {
    private final ConfigLoader loader = new ConfigLoader(Map.of("PORT", "9001", "NAME", "desk"));

    @Test
    void theBuiltInDefaultIsTheFileThatAnOperatorEdits() throws ConfigException {
        assertEquals(loader.file(Path.of("conf/tickwire.json")), loader.builtIn());
    }

    @Test
    void anEmptyObjectMeansTheSameAsTheDefaultFile() throws ConfigException {
        assertEquals(loader.builtIn(), loader.parse("{}", "test"));
    }

    @Test
    void environmentIsReplacedInsideAnyTextAndReadAsANumberWhereOneIsWanted() throws ConfigException {
        TickwireConfig config = loader.parse("""
                {"http": {"port": "${PORT}"}, "ticks": {"port": "${TICKS:9002}"},
                 "terminals": [{"id": "${NAME}-1"}], "limits": {"idleTimeout": "${IDLE:2m}"}}
                """, "test");
        assertEquals(9001, config.http().port());
        assertEquals(9002, config.ticks().port());
        assertEquals("desk-1", config.primaryTerminal().id());
        assertEquals(Duration.ofMinutes(2), config.limits().idleTimeout());
    }

    @Test
    void aMissingVariableIsNamedWithTheFix() {
        ConfigProblem problem =
                problems("{\"terminals\": [{\"id\": \"${NOBODY}\"}]}").get(0);
        assertEquals("$.terminals[0].id", problem.path());
        assertTrue(problem.message().contains("NOBODY"), problem.message());
        assertTrue(problem.fix().contains("${NOBODY:value}"), problem.fix());
    }

    @Test
    void allProblemsAreListedAtOnceEachWithItsPath() {
        List<ConfigProblem> problems = problems("""
                {"http": {"prot": 1, "host": 5}, "limits": {"idleTimeout": "soon", "maxConnections": 0},
                 "terminals": [{"tickMode": "pusch"}], "extra": true}
                """);
        assertEquals(
                List.of(
                        "$.extra",
                        "$.http.prot",
                        "$.http.host",
                        "$.limits.maxConnections",
                        "$.limits.idleTimeout",
                        "$.terminals[0].tickMode"),
                problems.stream().map(ConfigProblem::path).toList());
        assertTrue(problems.get(1).fix().contains("'port'"), problems.get(1).fix());
        assertTrue(problems.get(5).fix().contains("\"push\""), problems.get(5).fix());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$.http.port          | {'http':{'port':70000}}",
                "$.http.port          | {'http':{'port':80.5}}",
                "$.http.port          | {'http':{'port':'x'}}",
                "$.http.enabled       | {'http':{'enabled':1}}",
                "$.http.host          | {'http':{'host':'0.0.0.0'}}",
                "$.ticks.host         | {'ticks':{'host':'::'}}",
                "$.ticks.port         | {'ticks':{'port':8001}}",
                "$.http.enabled       | {'http':{'enabled':false},'ticks':{'enabled':false},'inference':{'enabled':false},'mqtt':{'enabled':false},'zmqExec':{'enabled':false},'zmqPub':{'enabled':false}}",
                "$.http.allowedOrigins| {'http':{'allowedOrigins':'*'}}",
                "$.limits.heartbeat   | {'limits':{'heartbeat':'60s'}}",
                "$.limits.maxConnectionsPerIp | {'limits':{'maxConnections':3}}",
                "$.terminals          | {'terminals':[]}",
                "$.terminals          | {'terminals':{}}",
                "$.terminals[1].id    | {'terminals':[{'id':'a'},{'id':'a'}]}",
                "$.terminals[0].id    | {'terminals':[{'id':'a b'}]}",
                "$.terminals[0].simulated.balance | {'terminals':[{'simulated':{'balance':-1}}]}",
                "$.terminals[0].simulated.feed.speed | {'terminals':[{'simulated':{'feed':{'speed':'fast'}}}]}",
                "$.terminals[0].simulated.feed.speed | {'terminals':[{'simulated':{'feed':{'speed':'2x'}}}]}",
                "$.terminals[0].simulated.feed.files | {'terminals':[{'simulated':{'feed':{'type':'replay'}}}]}",
                "$.terminals[0].simulated.feed.files | {'terminals':[{'simulated':{'feed':{'files':['a']}}}]}",
                "$.terminals[0].simulated.feed.zone | {'terminals':[{'simulated':{'feed':{'zone':'Mars/Base'}}}]}",
                "$.terminals[0].simulated.zone | {'terminals':[{'simulated':{'zone':'Mars/Base'}}]}",
                "$.terminals[0].simulated.stopOut | {'terminals':[{'simulated':{'stopOut':120}}]}",
                "$.terminals[0].simulated | {'terminals':[{'simulated':{'hours':['MON-FRI 25']}}]}",
                "$.terminals[0].simulated | {'terminals':[{'simulated':{'holidays':['Christmas']}}]}",
                "$.terminals[0].simulated.specs[1].name | {'terminals':[{'simulated':{'specs':[{'name':'A'},{'name':'A'}]}}]}",
                "$.terminals[0].simulated.specs[0].name | {'terminals':[{'simulated':{'specs':[{}]}}]}",
                "$.terminals[0].simulated.faults.latencyMin | {'terminals':[{'simulated':{'faults':{'latencyMin':'2s'}}}]}",
                "$.terminals[0].simulated.symbols | {'terminals':[{'simulated':{'symbols':[]}}]}",
                "$.execution.minVolume | {'execution':{'minVolume':20}}",
                "$.terminals[0].simulated.faults.rejectRetcode | {'terminals':[{'simulated':{'faults':{'rejectRetcode':10009}}}]}",
                "$.terminals[0].link.login | {'terminals':[{'type':'link'}]}",
                "$.terminals[1].link.login | {'terminals':[{'id':'a','type':'link','link':{'login':1}},{'id':'b','type':'link','link':{'login':1}}]}",
                "$.terminals[0].link.live | {'terminals':[{'type':'link','link':{'login':1,'live':true}}]}",
                "$.terminals[0].link.requestTimeout | {'terminals':[{'type':'link','link':{'login':1,'lateReplies':'1s'}}]}",
                "$.execution.proofAfter | {'execution':{'proofAfter':'5s'}}",
                "$.execution.proofAfter | {'execution':{'proofAfter':'10s'},'terminals':[{'type':'link','link':{'login':1,'requestTimeout':'10s'}}]}",
                "$.execution.proofAfter | {'terminals':[{'simulated':{'faults':{'latencyMax':'60s'}}}]}",
                "$.execution.proofAfter | {'terminals':[{'simulated':{'faults':{'stallRate':0.1,'stallFor':'59s'}}}]}",
                "$.execution.defaultAccount | {'execution':{'defaultAccount':'nobody'}}",
                "$.verticles.supervisor.backoff | {'verticles':{'supervisor':{'backoff':'50s'}}}",
                "$.market.primary     | {'market':{'primary':[]}}",
                "$                    | []",
                "$                    | {'http':",
                "$                    | {} {}",
                "$                    | {'http':{},'http':{}}",
            })
    void namesThePathOfWhatIsWrong(String path, String json) {
        List<ConfigProblem> problems = problems(json.replace('\'', '"'));
        assertEquals(
                List.of(path),
                problems.stream().map(ConfigProblem::path).distinct().toList());
        assertFalse(problems.get(0).message().isBlank());
    }

    @Test
    void realMoneyIsRefusedWhileAuthenticationIsOffAlsoWhenNoLoginIsNamed() {
        List<ConfigProblem> problems = problems("{\"terminals\": [{\"type\": \"link\", \"link\": {\"live\": true}}]}");
        assertEquals(
                List.of("$.terminals[0].link.login", "$.terminals[0].link.live"),
                problems.stream().map(ConfigProblem::path).toList());
        assertTrue(problems.get(1).message().contains("authentication is off"), problems.toString());
        assertTrue(problems.get(1).fix().contains("false"), problems.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.execution.orderTimeout | {'execution':{'proofAfter':'5s'}}",
                "$.terminals[0].link.lateReplies | {'execution':{'proofAfter':'10s'},'terminals':[{'type':'link','link':{'login':1,'requestTimeout':'10s'}}]}",
                "$.terminals[0].simulated.faults.latencyMax | {'terminals':[{'simulated':{'faults':{'latencyMax':'60s'}}}]}",
            })
    void absenceMustNotBeProvenWhileAnOrderMayStillArrive(String other, String json) {
        ConfigProblem problem = problems(json.replace('\'', '"')).get(0);
        assertEquals("$.execution.proofAfter", problem.path());
        assertTrue(problem.message().contains(other), problem.message());
    }

    @Test
    void absenceMayBeProvenJustAfterAnOrderCanNoLongerArrive() throws ConfigException {
        loader.parse("{\"execution\": {\"proofAfter\": \"5001ms\"}}", "test");
    }

    @Test
    void aMissingFileIsAProblemAndNotAnEmptyConfiguration() {
        ConfigException missing = assertThrows(ConfigException.class, () -> loader.file(Path.of("no/such/file.json")));
        assertTrue(missing.getMessage().contains("no/such/file.json"), missing.getMessage());
    }

    @Test
    void aSecretDoesNotTellItselfToALog() {
        assertEquals("[hidden]", new Secret("hunter2").toString());
        assertFalse(List.of(new Secret("hunter2")).toString().contains("hunter2"));
    }

    private List<ConfigProblem> problems(String json) {
        return assertThrows(ConfigException.class, () -> loader.parse(json, "test"))
                .problems();
    }
}
