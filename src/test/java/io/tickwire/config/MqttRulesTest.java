package io.tickwire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MqttRulesTest {

    private static TickwireConfig read(String mqtt) throws ConfigException {
        return new ConfigLoader(Map.of()).parse("{\"mqtt\":" + mqtt.replace('\'', '"') + "}", "test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'root':'a/#'} | $.mqtt.root",
                "{'root':''} | $.mqtt.root",
                "{'root':'$SYS'} | $.mqtt.root",
                "{'secure':{'enabled':true}} | $.mqtt.secure.tls",
                "{'acl':[{'topic':'a#'}]} | $.mqtt.acl[0].topic",
                "{'acl':[{'topic':'a/#/b'}]} | $.mqtt.acl[0].topic",
                "{'acl':[{'topic':'a/b+'}]} | $.mqtt.acl[0].topic",
                "{'acl':[{'topic':'a','access':'most'}]} | $.mqtt.acl[0].access",
                "{'bridges':[{'name':'a b','host':'h','topics':[]}]} | $.mqtt.bridges[0].name",
                "{'bridges':[{'name':'a','host':'h','topics':[]},{'name':'a','host':'h','topics':[]}]} | $.mqtt.bridges[1].name",
                "{'bridges':[{'name':'a','host':'h','minBackoff':'2m','topics':[]}]} | $.mqtt.bridges[0].minBackoff",
                "{'bridges':[{'name':'a','host':'h','password':'p','topics':[]}]} | $.mqtt.bridges[0].userName",
                "{'bridges':[{'name':'a','host':'h','topics':[{'direction':'in','filter':'#/x'}]}]} | $.mqtt.bridges[0].topics[0].filter",
                "{'bridges':[{'name':'a','host':'h','topics':[{'direction':'in','filter':'x','localPrefix':'+/'}]}]} | $.mqtt.bridges[0].topics[0].localPrefix",
                "{'bridges':[{'name':'a','host':'h','topics':[{'direction':'up','filter':'x'}]}]} | $.mqtt.bridges[0].topics[0].direction",
                "{'port':8001} | $.mqtt.port"
            })
    void namesTheKeyThatCannotBe(String mqtt, String path) {
        ConfigException refused = assertThrows(ConfigException.class, () -> read(mqtt));
        assertEquals(1, refused.problems().size(), () -> refused.problems().toString());
        assertEquals(path, refused.problems().get(0).path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "+", "a/+/b", "/a", "a/#", "+/+", "a//b", "%c/x", "$SYS/#"})
    void takesEveryFilter(String filter) throws Exception {
        assertEquals(
                filter,
                read("{'acl':[{'topic':'" + filter + "'}]}").mqtt().acl().get(0).topic());
    }

    @Test
    void refusesToBeReachedInClearFromOutside() {
        ConfigException refused = assertThrows(ConfigException.class, () -> read("{'host':'0.0.0.0'}"));
        assertTrue(refused.problems().get(0).path().startsWith("$.mqtt.host"), () -> refused.problems()
                .toString());
    }
}
