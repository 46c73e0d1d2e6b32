package io.tickwire.session.auth;

import io.tickwire.config.AuthConfig;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;

/** Keys and settings for tests of this package. */
final class Tokens {
    static final String SECRET = "k8Qv2mZr7Xw1Tn5Yc9Lb3Hd6Js4Gf0Pe";
    static final KeyPair RSA = pair("RSA", 2048);
    static final KeyPair EC = pair("EC", 256);

    private Tokens() {}

    static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] publicPem(KeyPair pair) {
        return PemKeys.pem("PUBLIC KEY", pair.getPublic().getEncoded()).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] privatePem(KeyPair pair) {
        return PemKeys.pem("PRIVATE KEY", pair.getPrivate().getEncoded()).getBytes(StandardCharsets.US_ASCII);
    }

    /** What stands under {@code auth}; single quotes for double ones. */
    static AuthConfig config(String auth) {
        try {
            return new ConfigLoader(Map.of())
                    .parse(("{'auth':" + auth + "}").replace('\'', '"'), "test")
                    .auth();
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
