package io.tickwire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not safe does not start: exit code 2, and a sentence with the way out. */
final class UnsafeStartIT {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'http':{'port':0,'host':'0.0.0.0'} | while authentication is off",
                "'ticks':{'port':0,'host':'0.0.0.0'} | tickwire keygen",
                "'http':{'port':0,'host':'0.0.0.0'},'auth':{'enabled':true,'apiKeysFile':'k'} | keys would cross the network in clear",
                "'auth':{'enabled':true} | there is no key that anybody could show",
                "'auth':{'enabled':true,'apiKeysFile':'no/such/keys.json'} | no/such/keys.json",
                "'auth':{'enabled':true,'jwt':{'keys':[{'kid':'a','algorithm':'HS256','secret':'secret'}]}} | shorter than 32 bytes",
                "'auth':{'enabled':true,'jwt':{'keys':[{'kid':'a','algorithm':'RS256','publicKeyFile':'/dev/null'}]}} | BEGIN PUBLIC KEY",
                "'http':{'port':0,'tls':{'certFile':'/no/cert.pem','keyFile':'/no/key.pem'}} | $.http.tls: [/no/cert.pem, /no/key.pem] cannot be read",
                "'terminals':[{'type':'link','link':{'login':1,'live':true}}] | real money",
            })
    void endsWith2(String config, String sentence) {
        try (TickwireProcess node = TickwireProcess.launch(("{" + config + "}").replace('\'', '"'))) {
            assertEquals(2, node.awaitExit(Duration.ofSeconds(20)), node.log());
            assertTrue(node.log().contains(sentence), node.log());
            assertFalse(node.log().contains("\tat "), node.log());
        }
    }
}
