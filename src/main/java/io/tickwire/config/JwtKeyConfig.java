package io.tickwire.config;

/** One key that tokens may be signed with; the algorithm is the key's, not the token's to choose. */
public record JwtKeyConfig(
        @Setting(doc = "Name of the key, the kid of its tokens", required = true)
        String kid,

        @Setting(doc = "HS256 (shared secret), RS256 or ES256 (public key)", required = true)
        String algorithm,

        @Setting(doc = "Shared secret of HS256, at least 32 bytes, from the environment: \"${TICKWIRE_JWT_SECRET}\"")
        Secret secret,

        @Setting(doc = "Public key of RS256 or ES256, a PEM file; read again when it changes", value = "")
        String publicKeyFile) {}
