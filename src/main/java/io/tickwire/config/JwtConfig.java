package io.tickwire.config;

import java.time.Duration;
import java.util.List;

/** Tokens that are accepted. */
public record JwtConfig(
        @Setting(doc = "Keys that tokens may be signed with; a token's kid chooses", value = "[]")
        List<JwtKeyConfig> keys,

        @Setting(doc = "What iss must be; empty = anything", value = "")
        String issuer,

        @Setting(doc = "What aud must contain; empty = anything", value = "")
        String audience,

        @Setting(doc = "How far clocks may differ at exp and nbf", value = "30s", min = 0, max = 300000)
        Duration leeway) {}
