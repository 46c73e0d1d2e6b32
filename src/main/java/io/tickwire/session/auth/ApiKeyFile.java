package io.tickwire.session.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.Scope;
import io.tickwire.ops.OwnerOnly;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The file of API keys: a JSON list, one key a line. */
public final class ApiKeyFile {
    private static final Pattern HEX = Pattern.compile("([0-9a-f]{2}){1,64}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_TEXT = 128;
    private static final List<String> FIELDS =
            List.of("id", "subject", "scopes", "accounts", "expires", "salt", "hash");

    private ApiKeyFile() {}

    /** By id, in the file's order. */
    public static Map<String, ApiKey> parse(byte[] utf8) throws UnusableKeyException {
        JsonNode list = Json.parse(utf8);
        if (list == null || !list.isArray()) {
            throw new UnusableKeyException("it is not a JSON list of keys");
        }
        Map<String, ApiKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            ApiKey key = key(list.get(i), i);
            if (keys.put(key.id(), key) != null) {
                throw new UnusableKeyException("key " + key.id() + " stands twice");
            }
        }
        return keys;
    }

    private static ApiKey key(JsonNode node, int index) throws UnusableKeyException {
        if (!node.isObject()) {
            throw new UnusableKeyException("entry " + index + " is not an object");
        }
        FieldReader fields = new FieldReader(node);
        node.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                fields.wrong(name, "no such field; known: " + String.join(", ", FIELDS));
            }
        });
        String id = fields.text("id", HEX, "hexadecimal text");
        String subject = fields.text("subject", Claims.SUBJECT, "1 to 128 printable characters without spaces");
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : fields.texts("scopes", MAX_TEXT)) {
            Scope.of(word).ifPresentOrElse(scopes::add, () -> fields.wrong("scopes", "read, trade, admin or feed"));
        }
        Set<String> accounts = fields.has("accounts") ? new HashSet<>(fields.texts("accounts", MAX_TEXT)) : Set.of();
        // Neither null nor a mistyped name may pass for "all accounts".
        if (node.has("accounts") && accounts.isEmpty()) {
            fields.wrong("accounts", "at least one account; without the field all are open");
        }
        long expires = fields.optionalTime("expires", Long.MAX_VALUE);
        String salt = fields.text("salt", HEX, "hexadecimal text");
        String hash = fields.text("hash", HASH, "64 hexadecimal digits");
        if (!fields.ok()) {
            throw new UnusableKeyException(
                    "entry " + index + ": " + fields.refusal().message());
        }
        return new ApiKey(id, subject, scopes, accounts, expires, salt, hash);
    }

    /** Reads what is there; a file that is not there holds no keys. Blocks. */
    public static Map<String, ApiKey> read(Path file) throws IOException, UnusableKeyException {
        return Files.exists(file) ? parse(Files.readAllBytes(file)) : Map.of();
    }

    /**
     * Replaces the file in one step, readable by its owner alone: who reads it while it is written sees the old or the
     * new one. Blocks.
     */
    public static void write(Path file, List<ApiKey> keys) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "api-keys", ".tmp", OwnerOnly.in(folder));
        try {
            Files.writeString(fresh, format(keys));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    static String format(List<ApiKey> keys) {
        List<String> lines = new ArrayList<>();
        keys.forEach(key -> lines.add("  " + line(key)));
        return "[\n" + String.join(",\n", lines) + "\n]\n";
    }

    private static String line(ApiKey key) {
        return Json.object(out -> {
            out.writeStringField("id", key.id());
            out.writeStringField("subject", key.subject());
            out.writeArrayFieldStart("scopes");
            for (Scope scope : new TreeSet<>(key.scopes())) {
                out.writeString(scope.wire());
            }
            out.writeEndArray();
            if (!key.accounts().isEmpty()) {
                out.writeArrayFieldStart("accounts");
                for (String account : new TreeSet<>(key.accounts())) {
                    out.writeString(account);
                }
                out.writeEndArray();
            }
            if (key.expiresMsc() != Long.MAX_VALUE) {
                out.writeStringField("expires", IsoTime.format(key.expiresMsc()));
            }
            out.writeStringField("salt", key.salt());
            out.writeStringField("hash", key.hash());
        });
    }
}
