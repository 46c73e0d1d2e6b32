package io.tickwire.config;

import java.util.Map;

/** How names in signals become names at the terminal. */
public record SymbolMapConfig(
        @Setting(doc = "Name in signals to name at the terminal, such as {\"GOLD\": \"XAUUSD\"}", value = "{}")
        Map<String, String> names,

        @Setting(doc = "Put before other names, when the terminal knows the result", value = "")
        String prefix,

        @Setting(doc = "Put after other names, when the terminal knows the result, such as \".m\"", value = "")
        String suffix) {}
