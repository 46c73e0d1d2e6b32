package io.tickwire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookRulesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'a/b','secret':'0123456789abcdef'}|$.webhooks[0].name",
                "{'name':'a','secret':'short'}|$.webhooks[0].secret",
                "{'name':'a','secret':'0123456789abcdef','account':'nobody'}|$.webhooks[0].account",
                "{'name':'a','secret':'0123456789abcdef','signal':{'symbol':'{s}'}}|$.webhooks[0].signal",
                "{'name':'a','secret':'0123456789abcdef','signal':{'symbol':'s','action':'a','volum':'1'}}|$.webhooks[0].signal.volum",
                "{'name':'a','secret':'0123456789abcdef','actions':{'up':'BYE'}}|$.webhooks[0].actions.up",
                "{'name':'a','secret':'0123456789abcdef'},{'name':'a','secret':'0123456789abcdef'}|$.webhooks[1].name",
            })
    void namesWhatIsWrong(String hooks, String path) {
        String config = ("{'webhooks':[" + hooks + "]}").replace('\'', '"');
        ConfigException wrong =
                assertThrows(ConfigException.class, () -> new ConfigLoader(Map.of()).parse(config, "test"));
        assertEquals(
                path,
                wrong.problems().stream().map(ConfigProblem::path).distinct().collect(Collectors.joining(" ")));
    }
}
