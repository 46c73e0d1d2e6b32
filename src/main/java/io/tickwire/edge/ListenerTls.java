package io.tickwire.edge;

import io.tickwire.config.TlsConfig;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.ops.WatchedFiles;
import io.tickwire.session.auth.UnusableKeyException;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The certificate of a listener, of any that Vert.x opens: read again when its files change. Any thread. */
public final class ListenerTls {
    /** RFC 8996: what is older is broken. */
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private static final Duration SOON = Duration.ofDays(14);

    private final String listener;
    private final WatchedFiles<TlsIdentity> files;
    private final AtomicReference<TlsIdentity> shown;

    private ListenerTls(String listener, WatchedFiles<TlsIdentity> files) {
        this.listener = listener;
        this.files = files;
        this.shown = new AtomicReference<>(files == null ? null : files.value());
    }

    /**
     * Reads the files. Blocks.
     *
     * @param listener its key in the configuration, for messages
     * @throws UnusableKeyException when there are some and they cannot be used
     */
    public static ListenerTls open(String listener, TlsConfig config) throws UnusableKeyException {
        if (!config.isOn()) {
            return new ListenerTls(listener, null);
        }
        try {
            return new ListenerTls(
                    listener,
                    config.pkcs12File().isEmpty()
                            ? new WatchedFiles<>(
                                    List.of(Path.of(config.certFile()), Path.of(config.keyFile())),
                                    bytes -> TlsIdentity.ofPem(bytes.get(0), bytes.get(1)))
                            : new WatchedFiles<>(
                                    List.of(Path.of(config.pkcs12File())),
                                    bytes -> TlsIdentity.ofPkcs12(
                                            bytes.get(0), config.password().reveal())));
        } catch (IOException unusable) {
            throw new UnusableKeyException("$." + listener + ".tls: " + unusable.getMessage());
        }
    }

    public boolean isOn() {
        return files != null;
    }

    /** Its key in the configuration. */
    public String listener() {
        return listener;
    }

    /** Makes a server speak TLS; does nothing when there is no certificate. */
    public <T extends NetServerOptions> T apply(T options) {
        if (isOn()) {
            options.setSsl(true);
            options.setKeyCertOptions(KeyCertOptions.wrap(files.value().keys()));
            options.setEnabledSecureTransportProtocols(versions());
        }
        return options;
    }

    /** For a server that runs: the same with the certificate of now. */
    public ServerSSLOptions renewed() {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setKeyCertOptions(KeyCertOptions.wrap(files.value().keys()));
        options.setEnabledSecureTransportProtocols(versions());
        return options;
    }

    private static Set<String> versions() {
        return new LinkedHashSet<>(VERSIONS);
    }

    /**
     * Looks at the files, and tells whether somebody has to show a new certificate: the first who asks. Servers that share
     * a port share what they show, and Vert.x does not bear two who renew it at once. Blocks.
     */
    boolean claimRenewal() {
        files.refresh();
        TlsIdentity found = files.value();
        return shown.getAndSet(found) != found;
    }

    /** It could not be shown: whoever asks next tries again. */
    void giveBack() {
        shown.set(null);
    }

    /** What it shows; only when it is on. */
    public X509Certificate certificate() {
        return files.value().certificate();
    }

    /** Why the files of now are not used; empty when they are. */
    public String problem() {
        return isOn() ? files.problem() : "";
    }

    /** How long the certificate is good. */
    public DoctorCheck check(long nowMsc) {
        String name = "certificate " + listener;
        if (!isOn()) {
            return DoctorCheck.skipped(name, "none is configured");
        }
        Instant until = files.value().certificate().getNotAfter().toInstant();
        Duration left = Duration.between(Instant.ofEpochMilli(nowMsc), until);
        String evidence = files.value().certificate().getSubjectX500Principal() + " is good until " + until;
        String fix = "renew it and replace its files; the node takes them without a restart";
        if (!problem().isEmpty()) {
            return DoctorCheck.warn(name, problem(), "correct the files; until then the older certificate is shown");
        }
        if (left.isNegative()) {
            return DoctorCheck.fail(name, evidence + ", which is over", fix);
        }
        return left.compareTo(SOON) < 0
                ? DoctorCheck.warn(name, evidence + ", " + left.toDays() + " days", fix)
                : DoctorCheck.ok(name, evidence);
    }
}
