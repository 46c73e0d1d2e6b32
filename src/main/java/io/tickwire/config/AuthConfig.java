package io.tickwire.config;

/** Who may connect. */
public record AuthConfig(
        @Setting(
                doc = "Whether credentials are asked for; off is accepted only on loopback and without a live account",
                value = "false")
        boolean enabled,

        @Setting(doc = "Tokens that others sign") JwtConfig jwt,

        @Setting(doc = "File of hashed API keys, made by 'tickwire keygen'; empty = none", value = "")
        String apiKeysFile) {}
