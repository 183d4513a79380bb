package dev.writ.policy.bundle;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** Keys in PEM (RFC 7468): PKCS#1, PKCS#8, SEC 1, subject public keys and certificates. */
final class PemKeys {

    private PemKeys() {}

    static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        try {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            return switch (object(pem)) {
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case PrivateKeyInfo info -> converter.getPrivateKey(info);
                case null -> throw new GeneralSecurityException("there is no PEM block with a key");
                case Object other -> throw new GeneralSecurityException("the PEM block is no private key");
            };
        } catch (IOException e) {
            throw new GeneralSecurityException("the PEM block cannot be read: " + e.getMessage(), e);
        }
    }

    static PublicKey publicKey(String pem) throws GeneralSecurityException {
        try {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            return switch (object(pem)) {
                case SubjectPublicKeyInfo info -> converter.getPublicKey(info);
                case X509CertificateHolder certificate -> converter.getPublicKey(certificate.getSubjectPublicKeyInfo());
                case PEMKeyPair pair -> converter.getPublicKey(pair.getPublicKeyInfo());
                case null -> throw new GeneralSecurityException("there is no PEM block with a key");
                case Object other -> throw new GeneralSecurityException("the PEM block is no public key");
            };
        } catch (IOException e) {
            throw new GeneralSecurityException("the PEM block cannot be read: " + e.getMessage(), e);
        }
    }

    /** The first object that is a key: OpenSSL puts the parameters of a curve before the key. */
    private static @Nullable Object object(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object object = parser.readObject();
            while (object != null && !isKey(object)) {
                object = parser.readObject();
            }
            return object;
        }
    }

    private static boolean isKey(Object object) {
        return object instanceof PEMKeyPair
                || object instanceof PrivateKeyInfo
                || object instanceof SubjectPublicKeyInfo
                || object instanceof X509CertificateHolder;
    }
}
