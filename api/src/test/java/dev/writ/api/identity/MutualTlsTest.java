package dev.writ.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.Issuer;
import dev.writ.api.RunningService;
import dev.writ.api.platform.ClientCertificate;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tls;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that the service encrypts itself, callers that show a certificate, and tokens that are bound to it. */
class MutualTlsTest {
    private static final char[] NO_PASSWORD = new char[0];

    @TempDir
    private Path dir;

    /**
     * Who can prove to be somebody.
     *
     * @param keys its key pair
     * @param certificate what an authority, or it itself, says of it
     */
    private record Holder(KeyPair keys, X509Certificate certificate) {
        static Holder root(String name) throws Exception {
            KeyPair keys = fresh();
            return new Holder(keys, certificate(name, keys, name, keys, true));
        }

        Holder signs(String name) throws Exception {
            KeyPair own = fresh();
            String issuer = certificate.getSubjectX500Principal().getName();
            return new Holder(own, certificate(name, own, issuer, keys, false));
        }

        private static KeyPair fresh() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        }

        private static X509Certificate certificate(
                String name, KeyPair subject, String issuer, KeyPair signer, boolean authority)
                throws CertIOException, OperatorCreationException, GeneralSecurityException {
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Principal(issuer),
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.minusSeconds(60)),
                    Date.from(now.plus(Duration.ofDays(1))),
                    new X500Principal(name),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        }

        Path writeCertificate(Path file) throws IOException, GeneralSecurityException {
            return write(file, "CERTIFICATE", certificate.getEncoded());
        }

        Path writeKey(Path file) throws IOException {
            return write(file, "PRIVATE KEY", keys.getPrivate().getEncoded());
        }

        private static Path write(Path file, String label, byte[] der) throws IOException {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            return Files.writeString(
                    file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
        }
    }

    private static HttpClient client(Holder root, Optional<Holder> self) throws Exception {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("root", root.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyStore own = empty();
        if (self.isPresent()) {
            own.setKeyEntry("self", self.get().keys().getPrivate(), NO_PASSWORD, new Certificate[] {
                self.get().certificate()
            });
        }
        var identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(own, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private ServeOptions options(Tls tls, Issuer issuer) {
        ServeOptions standard = RunningService.options(dir, Optional.empty(), Optional.of(issuer.oidc()));
        return new ServeOptions(
                standard.host(),
                standard.port(),
                standard.dataDir(),
                standard.postgres(),
                standard.bundle(),
                standard.origin(),
                standard.checkpoint(),
                standard.dev(),
                standard.publicLedger(),
                standard.publicUrl(),
                standard.outbound(),
                Optional.of(tls),
                standard.tenants(),
                standard.oidc(),
                standard.rateLimit());
    }

    private static int get(HttpClient client, String url, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/decisions"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aCallerShowsACertificateAndABoundTokenIsItsHoldersAlone() throws Exception {
        Holder root = Holder.root("CN=root");
        Holder server = root.signs("CN=server");
        Holder alice = root.signs("CN=alice");
        Holder mallory = root.signs("CN=mallory");
        Tls tls = new Tls(
                server.writeCertificate(dir.resolve("cert.pem")),
                server.writeKey(dir.resolve("key.pem")),
                Optional.of(root.writeCertificate(dir.resolve("ca.pem"))));
        try (Issuer issuer = Issuer.start();
                RunningService service = RunningService.start(options(tls, issuer))) {
            String url = service.client().base().replace("http:", "https:");
            HttpClient asAlice = client(root, Optional.of(alice));
            String token = bound(issuer, alice);
            assertThat(get(asAlice, url, token))
                    .as("bound to her, but not registered")
                    .isEqualTo(403);
            assertThat(get(asAlice, url, issuer.token("alice"))).as("not bound").isEqualTo(403);
            assertThat(get(client(root, Optional.of(mallory)), url, token))
                    .as("stolen")
                    .isEqualTo(401);
            assertThat(get(asAlice, url, bound(issuer, mallory))).isEqualTo(401);
            HttpClient nobody = client(root, Optional.empty());
            assertThatThrownBy(() -> get(nobody, url, token)).isInstanceOf(IOException.class);
            Holder other = Holder.root("CN=other").signs("CN=alice");
            HttpClient stranger = client(root, Optional.of(other));
            assertThatThrownBy(() -> get(stranger, url, token)).isInstanceOf(IOException.class);
        }
    }

    private static String bound(Issuer issuer, Holder holder) {
        String thumbprint = ClientCertificate.of(holder.certificate()).thumbprint();
        return issuer.sign(issuer.claims("alice")
                .claim("cnf", Map.of("x5t#S256", thumbprint))
                .build());
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Tls tls = new Tls(dir.resolve("none.pem"), dir.resolve("none.key"), Optional.empty());
        assertThatThrownBy(tls::requireReadable)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("none.pem")
                .hasMessageContaining("--tls-cert");
    }
}
