package io.tickwire.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unsafe combination does not start; each is named with the key that mends it. */
final class AccessRulesTest {
    private static final String KEYS = "'auth':{'enabled':true,'apiKeysFile':'keys.json'}";
    private static final String GOOD = "k8Qv2mZr7Xw1Tn5Yc9Lb3Hd6Js4Gf0Pe";

    private final ConfigLoader loader = new ConfigLoader(Map.of("GOOD", GOOD));

    private List<ConfigProblem> problems(String json) {
        return assertThrows(ConfigException.class, () -> loader.parse(json.replace('\'', '"'), "test"))
                .problems();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "$.http.host     | {'http':{'host':'0.0.0.0'}}",
                "$.http.host     | {'http':{'host':'0.0.0.0','tls':{'pkcs12File':'a.p12'}}}",
                "$.http.host     | {'http':{'host':'0.0.0.0','plainBehindProxy':true}}",
                "$.http.host     | {'http':{'host':'0.0.0.0'},'auth':{'enabled':true,'apiKeysFile':'keys.json'}}",
                "$.ticks.host    | {'ticks':{'host':'0.0.0.0'},'auth':{'enabled':true,'apiKeysFile':'keys.json'}}",
                "$.ticks.host    | {'http':{'tls':{'pkcs12File':'a'}},'ticks':{'host':'::'},'auth':{'enabled':true,'apiKeysFile':'k'}}",
                "$.http.tls      | {'http':{'tls':{'certFile':'a'}}}",
                "$.ticks.tls     | {'ticks':{'tls':{'keyFile':'a'}}}",
                "$.http.tls      | {'http':{'tls':{'certFile':'a','keyFile':'b','pkcs12File':'c'}}}",
                "$.auth.enabled  | {'auth':{'enabled':true}}",
                "$.auth.jwt.keys[0].kid          | {'auth':{'jwt':{'keys':[{'algorithm':'HS256','secret':'${GOOD}'}]}}}",
                "$.auth.jwt.keys[1].kid          | {'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'HS256','secret':'${GOOD}'},{'kid':'a','algorithm':'HS256','secret':'${GOOD}'}]}}}",
                "$.auth.jwt.keys[0].algorithm    | {'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'none'}]}}}",
                "$.auth.jwt.keys[0].algorithm    | {'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'HS512'}]}}}",
                "$.auth.jwt.keys[0].secret       | {'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'HS256'}]}}}",
                "$.auth.jwt.keys[0].secret       | {'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'RS256','secret':'x','publicKeyFile':'y'}]}}}",
                "$.auth.jwt.keys[0].publicKeyFile| {'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'RS256'}]}}}",
                "$.auth.jwt.keys[0].publicKeyFile| {'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'HS256','secret':'${GOOD}','publicKeyFile':'y'}]}}}",
            })
    void namesWhatIsUnsafe(String path, String json) {
        List<ConfigProblem> problems = problems(json);
        assertEquals(List.of(path), problems.stream().map(ConfigProblem::path).toList());
        assertFalse(problems.get(0).fix().isBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "k8Qv2mZr7Xw1Tn5Yc9Lb3Hd6Js4Gf0P",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "0123456789abcdef0123456789abcdef",
        "a-string-secret-at-least-256-bits-long",
        "your-256-bit-secret-padded-to-32-bytes",
        "qwertyuiopasdfghjklzxcvbnm123456",
        "ChangeMe_ChangeMe_ChangeMe_ChangeMe_1",
        "your-super-secret-jwt-token-with-at-least-32-characters-long",
    })
    void refusesSecretsThatStandInManuals(String secret) {
        List<ConfigProblem> problems =
                problems("{'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'HS256','secret':'" + secret + "'}]}}}");
        assertEquals("$.auth.jwt.keys[0].secret", problems.get(0).path());
        assertFalse(problems.toString().contains(secret), problems.toString());
    }

    @Test
    void theExampleOfASecuredNodeIsGood() throws ConfigException {
        TickwireConfig config = loader.file(Path.of("conf/examples/secured.json"));
        assertEquals("0.0.0.0", config.http().host());
        assertTrue(config.auth().enabled()
                && config.http().tls().isOn()
                && config.ticks().tls().isOn());
    }

    @Test
    void aSecretOfTheWrongTypeIsNotRepeated() {
        List<ConfigProblem> problems =
                problems("{'auth':{'jwt':{'keys':[{'kid':'a','algorithm':'HS256','secret':123454321}]}}}");
        assertFalse(problems.toString().contains("123454321"), problems.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'http':{'host':'0.0.0.0','tls':{'pkcs12File':'a.p12'}}," + KEYS + "}",
                "{'http':{'host':'0.0.0.0','plainBehindProxy':true},'ticks':{'host':'0.0.0.0'}," + KEYS + "}",
                "{'auth':{'enabled':true,'jwt':{'keys':[{'kid':'a','algorithm':'HS256','secret':'${GOOD}'}]}}}",
                "{'terminals':[{'type':'link','link':{'login':1,'live':true}}]," + KEYS + "}",
            })
    void whatIsSafeStarts(String json) {
        assertDoesNotThrow(() -> loader.parse(json.replace('\'', '"'), "test"));
    }
}
