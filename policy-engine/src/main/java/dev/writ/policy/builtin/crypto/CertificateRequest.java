package dev.writ.policy.builtin.crypto;

import dev.writ.policy.value.RegoValue;
import java.util.List;

/**
 * A request for a certificate (RFC 2986).
 *
 * @param attributes those attributes that are sets of names and values, as they are shown
 * @param extensions the extensions that are asked for
 */
record CertificateRequest(
        Bytes raw,
        Bytes rawTbs,
        Bytes rawSubjectKey,
        Bytes rawSubject,
        Bytes signature,
        SignatureAlgorithm signatureAlgorithm,
        SubjectKey subjectKey,
        long version,
        DistinguishedName subject,
        List<RegoValue> attributes,
        List<Extension> extensions,
        SubjectNames names) {

    CertificateRequest {
        attributes = List.copyOf(attributes);
        extensions = List.copyOf(extensions);
    }
}
