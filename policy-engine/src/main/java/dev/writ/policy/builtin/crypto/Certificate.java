package dev.writ.policy.builtin.crypto;

import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A certificate (RFC 5280, 4.1).
 *
 * @param raw all of it in DER, as the other {@code raw} parts are
 * @param version 1 to 3
 */
record Certificate(
        Bytes raw,
        Bytes rawTbs,
        Bytes rawSubjectKey,
        Bytes rawSubject,
        Bytes rawIssuer,
        Bytes signature,
        SignatureAlgorithm signatureAlgorithm,
        SubjectKey subjectKey,
        int version,
        BigInteger serialNumber,
        DistinguishedName issuer,
        DistinguishedName subject,
        OffsetDateTime notBefore,
        OffsetDateTime notAfter,
        List<Extension> extensions,
        KnownExtensions known) {

    Certificate {
        extensions = List.copyOf(extensions);
    }

    /** Whether it is the same certificate, byte for byte. */
    boolean isSame(Certificate other) {
        return raw.equals(other.raw);
    }
}
