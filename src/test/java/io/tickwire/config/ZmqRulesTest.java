package io.tickwire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the keys of ZeroMQ must be. */
final class ZmqRulesTest {
    private static final String KEY = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

    private static TickwireConfig read(String config) throws ConfigException {
        return new ConfigLoader(Map.of()).parse(config.replace('\'', '"'), "test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'zmqCurve':{'secretKeyFile':'k','clients':[{'publicKey':'short','subject':'a'}]}} | $.zmqCurve.clients[0].publicKey: is no public key",
                "{'zmqCurve':{'secretKeyFile':'k','clients':[{'publicKey':'KEY','subject':'a b'}]}} | $.zmqCurve.clients[0].subject: is no name",
                "{'zmqCurve':{'secretKeyFile':'k','clients':[{'publicKey':'KEY','subject':'a','scopes':['admin']}]}} | $.zmqCurve.clients[0].scopes: 'admin' means nothing here",
                "{'zmqCurve':{'secretKeyFile':'k','clients':[{'publicKey':'KEY','subject':'a'},{'publicKey':'KEY','subject':'b'}]}} | $.zmqCurve.clients[1].publicKey: is used twice",
                "{'zmqCurve':{'clients':[{'publicKey':'KEY','subject':'a'}]}} | $.zmqCurve.secretKeyFile: is missing",
                "{'exec':{'account':'nobody'}} | $.exec.account: no terminal is called 'nobody'",
                "{'zmqExec':{'host':'0.0.0.0'}} | $.zmqExec.host: '0.0.0.0' can be reached from other machines while authentication is off",
                "{'auth':{'enabled':true,'apiKeysFile':'k'},'zmqExec':{'enabled':true}} | $.zmqExec.enabled: is true without CURVE",
                "{'zmqPub':{'port':5555}} | is the same as",
            })
    void namesTheKeyThatCannotBe(String config, String problem) {
        ConfigException refused = assertThrows(ConfigException.class, () -> read(config.replace("KEY", KEY)));
        assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    }

    @Test
    void staysClosedWithoutKeysWhereAuthenticationIsOnAndNobodyAskedForIt() throws ConfigException {
        TickwireConfig config = read("{'auth':{'enabled':true,'apiKeysFile':'k'},'zmqPub':{'port':1}}");
        assertFalse(config.zmqExec().enabled());
        assertFalse(config.zmqPub().enabled());
        assertTrue(read("{}").zmqExec().enabled());
    }

    @Test
    void letsZmqOutOfTheMachineWithKeysAndAuthentication() throws ConfigException {
        TickwireConfig config = read("{'zmqExec':{'host':'0.0.0.0'},'auth':{'enabled':true,'apiKeysFile':'k'},"
                + "'zmqCurve':{'secretKeyFile':'k','clients':[{'publicKey':'" + KEY + "','subject':'a'}]}}");
        assertTrue(config.zmqCurve().isOn());
        assertEquals("sim", config.execAccount());
    }
}
