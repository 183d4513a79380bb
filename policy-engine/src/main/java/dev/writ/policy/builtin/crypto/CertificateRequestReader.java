package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Bits;
import dev.writ.policy.builtin.crypto.Der.Element;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Certificate requests from DER. */
final class CertificateRequestReader {

    private static final List<Integer> EXTENSION_REQUEST = List.of(1, 2, 840, 113549, 1, 9, 14);

    private CertificateRequestReader() {}

    /**
     * The request in {@code der}.
     *
     * @throws BuiltinFailure if it is malformed
     */
    static CertificateRequest read(byte[] der) {
        Der input = Der.of(der);
        Element whole = input.element(Der.SEQUENCE);
        Element tbs = whole == null ? null : whole.content().element(Der.SEQUENCE);
        Der algorithm = whole == null || tbs == null ? null : whole.content().read(Der.SEQUENCE);
        Bits signature =
                whole == null || algorithm == null ? null : whole.content().bitString();
        if (whole == null || tbs == null || algorithm == null || signature == null) {
            throw BuiltinFailure.error(Asn1.mismatch(der, "certificateRequest"));
        }
        Der body = tbs.content();
        Long version = body.smallInteger(Der.INTEGER);
        Element subject = version == null ? null : body.any();
        Element key = subject == null ? null : body.element(Der.SEQUENCE);
        Der attributes = key == null ? null : body.read(Der.CONTEXT_CONSTRUCTED);
        if (version == null || subject == null || key == null || attributes == null) {
            throw BuiltinFailure.error("asn1: structure error: malformed tbsCertificateRequest");
        }
        if (!input.isEmpty()) {
            throw BuiltinFailure.error("asn1: syntax error: trailing data");
        }
        List<Element> raw = elements(attributes);
        SubjectKey subjectKey = SubjectKey.read(key.content());
        DistinguishedName name = DistinguishedName.readLeniently(subject.whole().array());
        List<Extension> extensions = extensions(raw);
        SubjectNames names = SubjectNames.NONE;
        for (Extension extension : extensions) {
            if (extension.certificateExtension() == 17) {
                names = SubjectNames.read(extension.der());
            }
        }
        return new CertificateRequest(
                whole.whole(),
                tbs.whole(),
                key.whole(),
                subject.whole(),
                Bytes.of(signature.rightAligned()),
                SignatureAlgorithm.of(AlgorithmId.read(algorithm)),
                subjectKey,
                version,
                name,
                shown(raw),
                extensions,
                names);
    }

    private static List<Element> elements(Der content) {
        List<Element> elements = new ArrayList<>();
        while (!content.isEmpty()) {
            Element element = content.any();
            if (element == null) {
                throw BuiltinFailure.error("asn1: structure error: malformed tbsCertificateRequest");
            }
            elements.add(element);
        }
        return elements;
    }

    private static List<Extension> extensions(List<Element> attributes) {
        List<Extension> all = new ArrayList<>();
        Set<List<Integer>> seen = new HashSet<>();
        for (Element attribute : attributes) {
            Der content = Der.of(attribute.whole().array()).read(Der.SEQUENCE);
            List<Integer> type = content == null ? null : content.oid();
            Der values = content == null || type == null ? null : content.read(Der.SET);
            if (type == null || values == null || values.isEmpty() || !type.equals(EXTENSION_REQUEST)) {
                continue;
            }
            Der extensions = values.read(Der.SEQUENCE);
            if (extensions == null) {
                throw BuiltinFailure.error("asn1: structure error: malformed Extensions");
            }
            List<Extension> read = Extension.readAll(extensions);
            for (Extension extension : read) {
                if (!seen.add(extension.id())) {
                    throw BuiltinFailure.error("x509: certificate request contains duplicate requested extensions");
                }
            }
            all.addAll(read);
        }
        return all;
    }

    /** The attributes whose values are lists of types with a value; others are left out. */
    private static List<RegoValue> shown(List<Element> attributes) {
        List<RegoValue> shown = new ArrayList<>();
        for (Element attribute : attributes) {
            Der content = Der.of(attribute.whole().array()).read(Der.SEQUENCE);
            List<Integer> type = content == null ? null : content.oid();
            Der values = content == null || type == null ? null : content.read(Der.SET);
            RegoValue sets = values == null ? null : sets(values);
            if (type != null && sets != null) {
                shown.add(new Fields()
                        .put("Type", Fields.oid(type))
                        .put("Value", sets)
                        .build());
            }
        }
        return shown;
    }

    private static @Nullable RegoValue sets(Der values) {
        List<RegoValue> sets = new ArrayList<>();
        while (!values.isEmpty()) {
            Der members = values.read(Der.SEQUENCE);
            if (members == null) {
                return null;
            }
            List<RegoValue> set = new ArrayList<>();
            while (!members.isEmpty()) {
                Der member = members.read(Der.SEQUENCE);
                List<Integer> type = member == null ? null : member.oid();
                Element value = member == null || type == null ? null : member.any();
                if (type == null || value == null) {
                    return null;
                }
                set.add(new Fields()
                        .put("Type", Fields.oid(type))
                        .put("Value", SimpleValues.of(value))
                        .build());
            }
            sets.add(RegoArray.of(set));
        }
        return RegoArray.of(sets);
    }
}
