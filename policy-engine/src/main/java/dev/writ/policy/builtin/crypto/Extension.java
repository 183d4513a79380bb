package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An extension of a certificate as it stands there (RFC 5280, 4.2). */
record Extension(List<Integer> id, boolean critical, Bytes value) {

    private static final List<Integer> CERTIFICATE_EXTENSION = List.of(2, 5, 29);

    /**
     * Reads what is in {@code Extensions}.
     *
     * @throws BuiltinFailure if an extension is malformed or stands there twice
     */
    static List<Extension> readAll(Der sequence) {
        List<Extension> extensions = new ArrayList<>();
        Set<List<Integer>> seen = new HashSet<>();
        while (!sequence.isEmpty()) {
            Der content = sequence.read(Der.SEQUENCE);
            if (content == null) {
                throw BuiltinFailure.error("x509: malformed extension");
            }
            Extension extension = read(content);
            if (!seen.add(extension.id())) {
                throw BuiltinFailure.error("x509: certificate contains duplicate extension with OID \""
                        + CertificateText.oid(extension.id()) + "\"");
            }
            extensions.add(extension);
        }
        return extensions;
    }

    private static Extension read(Der content) {
        List<Integer> id = content.oid();
        if (id == null) {
            throw BuiltinFailure.error("x509: malformed extension OID field");
        }
        Boolean critical = content.peek(Der.BOOLEAN) ? content.bool() : Boolean.FALSE;
        if (critical == null) {
            throw BuiltinFailure.error("x509: malformed extension critical field");
        }
        byte[] value = content.octets(Der.OCTET_STRING);
        if (value == null) {
            throw BuiltinFailure.error("x509: malformed extension value field");
        }
        return new Extension(id, critical, Bytes.of(value));
    }

    /** The last component of an identifier 2.5.29.x, or -1. */
    int certificateExtension() {
        return id.size() == 4 && id.subList(0, 3).equals(CERTIFICATE_EXTENSION) ? id.get(3) : -1;
    }

    Der der() {
        return Der.of(value.array());
    }
}
