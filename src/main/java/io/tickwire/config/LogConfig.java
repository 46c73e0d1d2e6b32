package io.tickwire.config;

import java.util.Map;

/** What is logged. */
public record LogConfig(
        @Setting(
                doc =
                        "Level of everything: TRACE, DEBUG, INFO, WARN, ERROR or OFF; empty = TICKWIRE_LOG_LEVEL, else INFO",
                value = "")
        String level,

        @Setting(doc = "Levels of single parts, for example {\"io.tickwire.edge\": \"DEBUG\"}", value = "{}")
        Map<String, String> levels) {}
