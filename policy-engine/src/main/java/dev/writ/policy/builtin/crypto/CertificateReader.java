package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Bits;
import dev.writ.policy.builtin.crypto.Der.Element;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates from DER. */
final class CertificateReader {

    private CertificateReader() {}

    /**
     * The one certificate in {@code der}.
     *
     * @throws BuiltinFailure if it is malformed
     */
    static Certificate read(byte[] der) {
        Der input = Der.of(der);
        Certificate certificate = next(input);
        if (!input.isEmpty()) {
            throw BuiltinFailure.error("x509: trailing data");
        }
        return certificate;
    }

    /**
     * The certificates that stand in {@code der} one after the other.
     *
     * @param progress called before each certificate
     * @throws BuiltinFailure if one is malformed
     */
    static List<Certificate> readAll(byte[] der, Runnable progress) {
        Der input = Der.of(der);
        List<Certificate> certificates = new ArrayList<>();
        while (!input.isEmpty()) {
            progress.run();
            certificates.add(next(input));
        }
        return certificates;
    }

    /**
     * The certificates of PEM blocks that are all certificates.
     *
     * @throws BuiltinFailure if a block is something else or malformed
     */
    static List<Certificate> readPem(byte[] text, Runnable progress) {
        Pem pem = new Pem(text);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Pem.Block block = pem.next();
        while (block != null) {
            progress.run();
            if (!block.type().equals("CERTIFICATE")) {
                throw BuiltinFailure.error("PEM block type is '" + block.type() + "', expected CERTIFICATE");
            }
            all.writeBytes(block.bytes().array());
            block = pem.next();
        }
        return readAll(all.toByteArray(), progress);
    }

    private static Certificate next(Der input) {
        Element whole = need(input.element(Der.SEQUENCE), "certificate");
        Der outer = whole.content();
        Element tbs = need(outer.element(Der.SEQUENCE), "tbs certificate");
        Der body = tbs.content();
        int version = version(body);
        BigInteger serial = need(body.integer(), "serial number");
        if (serial.signum() < 0) {
            throw BuiltinFailure.error("x509: negative serial number");
        }
        SignatureAlgorithm algorithm = signatureAlgorithm(body, outer);
        Element issuer = need(body.element(Der.SEQUENCE), "issuer");
        DistinguishedName issuerName = DistinguishedName.read(issuer.whole().array());
        Der validity = need(body.read(Der.SEQUENCE), "validity");
        OffsetDateTime notBefore = time(validity);
        OffsetDateTime notAfter = time(validity);
        Element subject = need(body.element(Der.SEQUENCE), "issuer");
        DistinguishedName subjectName = DistinguishedName.read(subject.whole().array());
        Element key = need(body.element(Der.SEQUENCE), "spki");
        SubjectKey subjectKey = SubjectKey.read(key.content());
        List<Extension> extensions = extensions(body, version);
        KnownExtensions known = KnownExtensions.of(extensions);
        Bits signature = need(outer.bitString(), "signature");
        return new Certificate(
                whole.whole(),
                tbs.whole(),
                key.whole(),
                subject.whole(),
                issuer.whole(),
                Bytes.of(signature.rightAligned()),
                algorithm,
                subjectKey,
                version,
                serial,
                issuerName,
                subjectName,
                notBefore,
                notAfter,
                extensions,
                known);
    }

    private static <T> T need(@Nullable T part, String what) {
        if (part == null) {
            throw BuiltinFailure.error("x509: malformed " + what);
        }
        return part;
    }

    private static int version(Der body) {
        if (!body.peek(Der.CONTEXT_CONSTRUCTED)) {
            return 1;
        }
        Der wrapped = need(body.read(Der.CONTEXT_CONSTRUCTED), "version");
        Long version = wrapped.smallInteger(Der.INTEGER);
        if (version == null || version < 0 || !wrapped.isEmpty()) {
            throw BuiltinFailure.error("x509: malformed version");
        }
        if (version > 2) {
            throw BuiltinFailure.error("x509: invalid version");
        }
        return (int) (version + 1);
    }

    private static SignatureAlgorithm signatureAlgorithm(Der body, Der outer) {
        Der inner = need(body.read(Der.SEQUENCE), "signature algorithm identifier");
        Der repeated = need(outer.read(Der.SEQUENCE), "algorithm identifier");
        if (!Arrays.equals(inner.rest(), repeated.rest())) {
            throw BuiltinFailure.error("x509: inner and outer signature algorithm identifiers don't match");
        }
        return SignatureAlgorithm.of(AlgorithmId.read(inner));
    }

    private static OffsetDateTime time(Der validity) {
        if (validity.peek(Der.UTC_TIME)) {
            return need(validity.time(Der.UTC_TIME), "UTCTime");
        }
        if (validity.peek(Der.GENERALIZED_TIME)) {
            return need(validity.time(Der.GENERALIZED_TIME), "GeneralizedTime");
        }
        throw BuiltinFailure.error("x509: unsupported time format");
    }

    private static List<Extension> extensions(Der body, int version) {
        if (version > 1) {
            skip(body, Der.CONTEXT | 1, "issuerUniqueID");
            skip(body, Der.CONTEXT | 2, "subjectUniqueID");
        }
        if (version < 3 || !body.peek(Der.CONTEXT_CONSTRUCTED | 3)) {
            return List.of();
        }
        Der wrapped = need(body.read(Der.CONTEXT_CONSTRUCTED | 3), "extensions");
        return Extension.readAll(need(wrapped.read(Der.SEQUENCE), "extensions"));
    }

    private static void skip(Der body, int tag, String what) {
        if (body.peek(tag)) {
            need(body.any(), what);
        }
    }
}
