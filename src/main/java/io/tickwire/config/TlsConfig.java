package io.tickwire.config;

/** Certificate of a listener; the files are read again when they change. All empty = no TLS. */
public record TlsConfig(
        @Setting(doc = "Certificate chain, a PEM file, the server's own first", value = "")
        String certFile,

        @Setting(doc = "Private key of the certificate, a PEM file without password", value = "")
        String keyFile,

        @Setting(doc = "Certificate and key in one PKCS12 file, instead of the two", value = "")
        String pkcs12File,

        @Setting(doc = "Password of the PKCS12 file, from the environment: \"${TICKWIRE_TLS_PASSWORD}\"")
        Secret password) {

    /** No certificate. */
    public static final TlsConfig NONE = new TlsConfig("", "", "", Secret.NONE);

    public boolean isOn() {
        return !certFile.isEmpty() || !keyFile.isEmpty() || !pkcs12File.isEmpty();
    }
}
