package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.crypto.KnownExtensions.PolicyLimits;
import dev.writ.policy.builtin.crypto.NameConstraints.Network;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Certificates and requests as values: the fields of Go's {@code x509.Certificate} as JSON shows them. */
final class CertificateValues {

    private static final DateTimeFormatter RFC3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private CertificateValues() {}

    /** A certificate; with {@code uriTexts} also its URIs as plain text, which is OPA's addition. */
    static RegoObject of(Certificate certificate, boolean uriTexts) {
        Fields fields = new Fields();
        whole(fields, certificate);
        KnownExtensions known = certificate.known();
        usages(fields, known);
        names(fields, known.names());
        constraints(fields, known.constraints());
        policies(fields, known);
        if (uriTexts) {
            fields.list("URIStrings", known.names().uris(), uri -> RegoString.of(uri.normal()));
        }
        return fields.build();
    }

    private static void whole(Fields fields, Certificate certificate) {
        fields.put("Raw", certificate.raw());
        fields.put("RawTBSCertificate", certificate.rawTbs());
        fields.put("RawSubjectPublicKeyInfo", certificate.rawSubjectKey());
        fields.put("RawSubject", certificate.rawSubject());
        fields.put("RawIssuer", certificate.rawIssuer());
        fields.put("Signature", certificate.signature());
        fields.put("SignatureAlgorithm", certificate.signatureAlgorithm().number());
        fields.put("PublicKeyAlgorithm", certificate.subjectKey().algorithm().number());
        fields.put("PublicKey", KeyValues.shown(certificate.subjectKey().key()));
        fields.put("Version", certificate.version());
        fields.put("SerialNumber", certificate.serialNumber());
        fields.put("Issuer", name(certificate.issuer()));
        fields.put("Subject", name(certificate.subject()));
        fields.put("NotBefore", time(certificate.notBefore()));
        fields.put("NotAfter", time(certificate.notAfter()));
        fields.list("Extensions", certificate.extensions(), CertificateValues::extension);
        fields.nulls("ExtraExtensions");
    }

    private static void usages(Fields fields, KnownExtensions known) {
        fields.put("KeyUsage", known.keyUsage());
        fields.list("UnhandledCriticalExtensions", known.unhandledCritical(), Fields::oid);
        List<List<Integer>> usages = known.extendedUsages();
        List<ExtendedUsage> named =
                usages.stream().map(ExtendedUsage::of).filter(Objects::nonNull).toList();
        List<List<Integer>> unknown =
                usages.stream().filter(usage -> ExtendedUsage.of(usage) == null).toList();
        fields.list("ExtKeyUsage", named, usage -> RegoNumber.of(usage.number()));
        fields.list("UnknownExtKeyUsage", unknown, Fields::oid);
        fields.put("BasicConstraintsValid", known.basic().valid());
        fields.put("IsCA", known.basic().isAuthority());
        fields.put("MaxPathLen", known.basic().maxPathLength());
        fields.put("MaxPathLenZero", known.basic().valid() && known.basic().maxPathLength() == 0);
        fields.put("SubjectKeyId", known.subjectKeyId());
        fields.put("AuthorityKeyId", known.authorityKeyId());
        fields.strings("OCSPServer", known.ocspServers());
        fields.strings("IssuingCertificateURL", known.issuerUrls());
        fields.strings("CRLDistributionPoints", known.revocationLists());
    }

    private static void names(Fields fields, SubjectNames names) {
        fields.strings("DNSNames", names.dns());
        fields.strings("EmailAddresses", names.emails());
        fields.list("IPAddresses", names.addresses(), Fields::address);
        fields.list("URIs", names.uris(), CertificateUri::toValue);
    }

    private static void constraints(Fields fields, NameConstraints constraints) {
        fields.put("PermittedDNSDomainsCritical", constraints.critical());
        subtrees(fields, "Permitted", constraints.permitted());
        subtrees(fields, "Excluded", constraints.excluded());
    }

    private static void subtrees(Fields fields, String prefix, NameConstraints.Subtrees subtrees) {
        fields.strings(prefix + "DNSDomains", subtrees.dns());
        fields.list(prefix + "IPRanges", subtrees.networks(), CertificateValues::network);
        fields.strings(prefix + "EmailAddresses", subtrees.emails());
        fields.strings(prefix + "URIDomains", subtrees.uriDomains());
    }

    private static RegoValue network(Network network) {
        return new Fields()
                .put("IP", Fields.address(network.address().array()))
                .put("Mask", network.mask())
                .build();
    }

    private static void policies(Fields fields, KnownExtensions known) {
        List<Bytes> policies = known.policies();
        if (policies == null) {
            fields.nulls("Policies", "PolicyIdentifiers");
        } else {
            fields.list("Policies", policies, CertificateValues::policy);
            List<List<Integer>> small = policies.stream()
                    .map(policy -> Der.oid(policy.array()))
                    .filter(Objects::nonNull)
                    .toList();
            fields.put("PolicyIdentifiers", Fields.array(small, Fields::oid));
        }
        PolicyLimits limits = known.policyLimits();
        limit(fields, "RequireExplicitPolicy", limits.requireExplicit());
        limit(fields, "InhibitPolicyMapping", limits.inhibitMapping());
        limit(fields, "InhibitAnyPolicy", limits.inhibitAny());
        fields.list(
                "PolicyMappings",
                known.policyMappings(),
                mapping -> new Fields()
                        .put("IssuerDomainPolicy", policy(mapping.issuer()))
                        .put("SubjectDomainPolicy", policy(mapping.subject()))
                        .build());
    }

    private static RegoValue policy(Bytes policy) {
        return RegoString.of(PolicyOid.text(policy.array()));
    }

    private static void limit(Fields fields, String name, @Nullable Long limit) {
        fields.put(name, limit == null ? 0 : limit);
        fields.put(name + "Zero", limit != null && limit == 0);
    }

    static RegoValue extension(Extension extension) {
        return new Fields()
                .put("Id", Fields.oid(extension.id()))
                .put("Critical", extension.critical())
                .put("Value", extension.value())
                .build();
    }

    /** A name: the usual attributes by kind, and all of them in order. */
    static RegoValue name(DistinguishedName name) {
        return new Fields()
                .put("CommonName", name.last(3))
                .put("SerialNumber", name.last(5))
                .strings("Country", name.all(6))
                .strings("Locality", name.all(7))
                .strings("Province", name.all(8))
                .strings("StreetAddress", name.all(9))
                .strings("Organization", name.all(10))
                .strings("OrganizationalUnit", name.all(11))
                .strings("PostalCode", name.all(17))
                .list(
                        "Names",
                        name.attributes(),
                        attribute -> new Fields()
                                .put("Type", Fields.oid(attribute.type()))
                                .put("Value", attribute.value())
                                .build())
                .nulls("ExtraNames")
                .build();
    }

    private static String time(OffsetDateTime time) {
        return RFC3339.format(time);
    }

    /** A certificate request. */
    static RegoValue of(CertificateRequest request) {
        Fields fields = new Fields()
                .put("Raw", request.raw())
                .put("RawTBSCertificateRequest", request.rawTbs())
                .put("RawSubjectPublicKeyInfo", request.rawSubjectKey())
                .put("RawSubject", request.rawSubject())
                .put("Version", request.version())
                .put("Signature", request.signature())
                .put("SignatureAlgorithm", request.signatureAlgorithm().number())
                .put("PublicKeyAlgorithm", request.subjectKey().algorithm().number())
                .put("PublicKey", KeyValues.shown(request.subjectKey().key()))
                .put("Subject", name(request.subject()))
                .list("Attributes", request.attributes(), attribute -> attribute)
                .list("Extensions", request.extensions(), CertificateValues::extension)
                .nulls("ExtraExtensions");
        names(fields, request.names());
        return fields.build();
    }
}
