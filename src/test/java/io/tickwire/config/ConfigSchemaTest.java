package io.tickwire.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigSchemaTest {
    private final String generated = new ConfigSchema().generate();

    @Test
    void theCommittedSchemaIsTheOneThatTheRecordsGive() throws IOException {
        assertEquals(
                generated,
                Files.readString(Path.of("conf/tickwire.schema.json")),
                "stale: java -jar target/tickwire.jar config-schema > conf/tickwire.schema.json");
    }

    @Test
    void theSchemaAcceptsTheDefaultAndRefusesWhatTheLoaderRefuses() throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(generated);
        assertTrue(schema.validate(Files.readString(Path.of("conf/tickwire.json")), InputFormat.JSON)
                .isEmpty());
        assertFalse(schema.validate("{\"http\":{\"prot\":1}}", InputFormat.JSON).isEmpty());
        assertFalse(schema.validate("{\"limits\":{\"idleTimeout\":\"soon\"}}", InputFormat.JSON)
                .isEmpty());
    }
}
