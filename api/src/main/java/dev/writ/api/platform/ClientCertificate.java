package dev.writ.api.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/**
 * The certificate that a caller proved to hold when it connected.
 *
 * @param thumbprint base64url of the SHA-256 of its bytes, as tokens name it (RFC 8705, {@code x5t#S256})
 */
public record ClientCertificate(String thumbprint) {
    private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

    /** The certificate of the connection; empty if none was asked for. */
    static Optional<ClientCertificate> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain && chain.length > 0
                ? Optional.of(of(chain[0]))
                : Optional.empty();
    }

    /** That certificate. */
    public static ClientCertificate of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new ClientCertificate(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was verified can be hashed", e);
        }
    }
}
