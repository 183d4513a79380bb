package dev.writ.policy.builtin.http;

import dev.writ.policy.source.FailureText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** From what a request says about TLS to the JDK's context for it. */
final class TlsContexts {

    private static final char[] NO_PASSWORD = {};

    private TlsContexts() {}

    /** The context, or nothing where the standard one will do. */
    static Optional<SSLContext> of(TlsOptions options) throws HttpFailure {
        if (options.equals(TlsOptions.NONE)) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(options), new TrustManager[] {trust(options)}, null);
            return Optional.of(context);
        } catch (NoSuchFileException e) {
            throw refused("open " + e.getFile() + ": no such file or directory");
        } catch (GeneralSecurityException | IOException e) {
            throw refused("tls: " + FailureText.plain(e));
        }
    }

    private static TrustManager trust(TlsOptions options) throws GeneralSecurityException, IOException, HttpFailure {
        if (options.insecure()) {
            return new ServerTrust(null, "");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        boolean own = options.authority().isGiven();
        if (own) {
            int count = 0;
            for (Certificate certificate : authorities(read(options.authority()))) {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
            if (count == 0) {
                throw refused("could not append certificates");
            }
        }
        X509ExtendedTrustManager given = manager(own ? store : null);
        X509ExtendedTrustManager system = own && options.systemCerts() ? manager(null) : null;
        return new ServerTrust(system == null ? given : new EitherTrust(given, system), options.serverName());
    }

    private static Collection<? extends Certificate> authorities(String pem) throws HttpFailure {
        try {
            return certificates(pem);
        } catch (GeneralSecurityException e) {
            throw refused("could not append certificates");
        }
    }

    private static HttpFailure refused(String reason) {
        return new HttpFailure(HttpFailure.Kind.REFUSED, reason);
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("no trust manager for certificates");
    }

    private static KeyManager @Nullable [] keys(TlsOptions options)
            throws GeneralSecurityException, IOException, HttpFailure {
        if (!options.certificate().isGiven() || !options.key().isGiven()) {
            return null;
        }
        Certificate[] chain = certificates(read(options.certificate())).toArray(Certificate[]::new);
        if (chain.length == 0) {
            throw refused("tls: failed to find any PEM data in certificate input");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("client", privateKey(read(options.key())), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static String read(TlsOptions.Pem pem) throws IOException {
        if (!pem.text().isEmpty()) {
            return pem.text().replace("\\n", "\n");
        }
        if (!pem.file().isEmpty()) {
            return Files.readString(Path.of(pem.file()));
        }
        return Optional.ofNullable(System.getenv(pem.variable())).orElse("");
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            return List.of();
        }
        String first = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----"));
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(first.getBytes(StandardCharsets.US_ASCII)));
    }

    private static PrivateKey privateKey(String pem) throws IOException, HttpFailure {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (found instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
            }
        }
        throw refused("tls: failed to find any PEM data in key input");
    }
}
