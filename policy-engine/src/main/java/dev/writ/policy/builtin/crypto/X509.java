package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBase64;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Certificates, requests and key pairs from text to value. Text is PEM, or base64 of PEM or DER. {@code progress} is
 * called for each certificate and each signature, so that an evaluation can end there.
 */
public final class X509 {

    private static final String REQUEST = "CERTIFICATE REQUEST";

    private X509() {}

    /**
     * The certificates in a text.
     *
     * @throws BuiltinFailure if it holds something else
     */
    public static RegoArray parse(String text, Runnable progress) {
        return shown(read(text, progress), true);
    }

    /**
     * The chain from the last certificate in a text to the first, or nothing where it does not hold or the text is
     * something else.
     *
     * @param options what to check, or null for what is usual
     * @throws BuiltinFailure if the options are wrong
     */
    public static Optional<RegoArray> verify(
            String text, @Nullable RegoObject options, Instant now, Runnable progress) {
        List<Certificate> certificates;
        try {
            certificates = read(text, progress);
        } catch (BuiltinFailure e) {
            return Optional.empty();
        }
        VerifyOptions checked = options == null ? VerifyOptions.at(now) : VerifyOptions.read(options, now);
        return ChainVerifier.verify(certificates, checked, progress).map(chain -> shown(chain, options == null));
    }

    private static RegoArray shown(List<Certificate> certificates, boolean uriTexts) {
        List<RegoValue> values = new ArrayList<>();
        certificates.forEach(certificate -> values.add(CertificateValues.of(certificate, uriTexts)));
        return RegoArray.of(values);
    }

    private static List<Certificate> read(String text, Runnable progress) {
        if (text.startsWith(Pem.PREFIX)) {
            return CertificateReader.readPem(GoBytes.encode(text), progress);
        }
        byte[] decoded = GoBase64.decode(text);
        return Pem.startsAsPem(decoded)
                ? CertificateReader.readPem(decoded, progress)
                : CertificateReader.readAll(decoded, progress);
    }

    /**
     * The certificate request in a text.
     *
     * @throws BuiltinFailure if it holds something else
     */
    public static RegoValue request(String text) {
        byte[] bytes =
                text.startsWith("-----BEGIN " + REQUEST + "-----") ? GoBytes.encode(text) : GoBase64.decode(text);
        Pem.Block block = new Pem(bytes).next();
        if (block == null) {
            return CertificateValues.of(CertificateRequestReader.read(bytes));
        }
        if (!block.type().equals(REQUEST)) {
            throw BuiltinFailure.error("invalid PEM-encoded certificate signing request");
        }
        return CertificateValues.of(CertificateRequestReader.read(block.bytes().array()));
    }

    /**
     * A certificate, with others that may follow, and its private key.
     *
     * @throws BuiltinFailure if they do not belong together
     */
    public static RegoValue keyPair(String certificateText, String keyText) {
        Blocks certificates = Blocks.of(certificateText, "CERTIFICATE");
        Blocks keys = Blocks.of(keyText, "PRIVATE KEY");
        Certificate leaf = CertificateReader.read(certificates.firstCertificate());
        PrivateKey key = PrivateKeyReader.any(keys.firstKey());
        checkPair(leaf.subjectKey().key(), key);
        return new Fields()
                .list("Certificate", certificates.wanted(), Fields::base64)
                .put("PrivateKey", KeyValues.shown(key))
                .put("Leaf", CertificateValues.of(leaf, false))
                .put("SupportedSignatureAlgorithms", RegoNull.NULL)
                .put("OCSPStaple", RegoNull.NULL)
                .put("SignedCertificateTimestamps", RegoNull.NULL)
                .build();
    }

    private static void checkPair(@Nullable PublicKey certified, PrivateKey key) {
        if (certified == null || certified instanceof PublicKey.Dsa || certified instanceof PublicKey.X25519) {
            throw BuiltinFailure.error("tls: unknown public key algorithm");
        }
        if (!certified.getClass().equals(key.publicKey().getClass())) {
            throw BuiltinFailure.error("tls: private key type does not match public key type");
        }
        if (!certified.equals(key.publicKey())) {
            throw BuiltinFailure.error("tls: private key does not match public key");
        }
    }

    /** PEM blocks of a kind, and the kinds of those before the first one that is wanted, or of all others. */
    private record Blocks(List<Bytes> wanted, List<String> skipped) {

        static Blocks of(String text, String type) {
            byte[] bytes = text.startsWith("-----BEGIN ") ? GoBytes.encode(text) : GoBase64.decode(text);
            if (!Pem.startsAsPem(bytes)) {
                return new Blocks(List.of(Bytes.of(bytes)), List.of());
            }
            List<Bytes> wanted = new ArrayList<>();
            List<String> skipped = new ArrayList<>();
            Pem pem = new Pem(bytes);
            Pem.Block block = pem.next();
            while (block != null) {
                boolean isKey = type.equals("PRIVATE KEY") && block.type().endsWith(" PRIVATE KEY");
                if (block.type().equals(type) || isKey) {
                    wanted.add(block.bytes());
                } else {
                    skipped.add(block.type());
                }
                block = pem.next();
            }
            return new Blocks(wanted, skipped);
        }

        byte[] firstCertificate() {
            if (!wanted.isEmpty()) {
                return wanted.getFirst().array();
            }
            if (skipped.isEmpty()) {
                throw BuiltinFailure.error("tls: failed to find any PEM data in certificate input");
            }
            if (skipped.size() == 1 && skipped.getFirst().endsWith("PRIVATE KEY")) {
                throw BuiltinFailure.error("tls: failed to find certificate PEM data in certificate input, but did find"
                        + " a private key; PEM inputs may have been switched");
            }
            throw BuiltinFailure.error("tls: failed to find \"CERTIFICATE\" PEM block in certificate input after"
                    + " skipping PEM blocks of the following types: [" + String.join(" ", skipped) + "]");
        }

        byte[] firstKey() {
            if (!wanted.isEmpty()) {
                return wanted.getFirst().array();
            }
            if (skipped.isEmpty()) {
                throw BuiltinFailure.error("tls: failed to find any PEM data in key input");
            }
            if (skipped.size() == 1 && skipped.getFirst().equals("CERTIFICATE")) {
                throw BuiltinFailure.error("tls: found a certificate rather than a key in the PEM for the private key");
            }
            throw BuiltinFailure.error("tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input"
                    + " after skipping PEM blocks of the following types: [" + String.join(" ", skipped) + "]");
        }
    }
}
