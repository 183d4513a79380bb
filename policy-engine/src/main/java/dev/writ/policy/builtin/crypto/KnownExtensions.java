package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Bits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the extensions of a certificate say, as far as Go reads them (RFC 5280, 4.2). Does not change once it is made. */
final class KnownExtensions {

    /** Whether a certificate may sign others; {@code maxPathLength} is -1 where there is no limit. */
    record Basic(boolean valid, boolean isAuthority, long maxPathLength) {}

    /** A policy of the issuer and what it is called by the subject, both in DER without the tag. */
    record PolicyMapping(Bytes issuer, Bytes subject) {}

    /** How many further certificates may follow until a rule holds; null where there is no such rule. */
    record PolicyLimits(
            @Nullable Long requireExplicit,
            @Nullable Long inhibitMapping,
            @Nullable Long inhibitAny) {}

    private static final List<Integer> AUTHORITY_INFO_ACCESS = List.of(1, 3, 6, 1, 5, 5, 7, 1, 1);
    private static final List<Integer> OCSP = List.of(1, 3, 6, 1, 5, 5, 7, 48, 1);
    private static final List<Integer> ISSUERS = List.of(1, 3, 6, 1, 5, 5, 7, 48, 2);
    private static final int URI = Der.CONTEXT | 6;

    private int keyUsage;
    private Basic basic = new Basic(false, false, 0);
    private SubjectNames names = SubjectNames.NONE;
    private NameConstraints constraints = NameConstraints.NONE;
    private PolicyLimits policyLimits = new PolicyLimits(null, null, null);
    private @Nullable Bytes subjectKeyId;
    private @Nullable Bytes authorityKeyId;
    private @Nullable List<Bytes> policies;
    private final List<PolicyMapping> policyMappings = new ArrayList<>();
    private final List<List<Integer>> extendedUsages = new ArrayList<>();
    private final List<String> revocationLists = new ArrayList<>();
    private final List<String> ocspServers = new ArrayList<>();
    private final List<String> issuerUrls = new ArrayList<>();
    private final List<List<Integer>> unhandledCritical = new ArrayList<>();

    private KnownExtensions() {}

    /**
     * Reads extensions.
     *
     * @throws BuiltinFailure if one is malformed
     */
    static KnownExtensions of(List<Extension> extensions) {
        KnownExtensions known = new KnownExtensions();
        for (Extension extension : extensions) {
            boolean handled = known.read(extension);
            if (!handled && extension.critical()) {
                known.unhandledCritical.add(extension.id());
            }
        }
        return known;
    }

    /** Answers whether the extension is understood. */
    private boolean read(Extension extension) {
        Der value = extension.der();
        switch (extension.certificateExtension()) {
            case 14 -> readSubjectKeyId(extension);
            case 15 -> readKeyUsage(value);
            case 17 -> {
                names = SubjectNames.read(value);
                return !names.isEmpty();
            }
            case 19 -> readBasicConstraints(value);
            case 30 -> {
                constraints = NameConstraints.read(extension);
                return !constraints.hasUnknown();
            }
            case 31 -> readRevocationLists(value);
            case 32 -> readPolicies(value);
            case 33 -> readPolicyMappings(value);
            case 35 -> readAuthorityKeyId(extension);
            case 36 -> readPolicyConstraints(value);
            case 37 -> readExtendedUsages(value);
            case 54 -> {
                BigInteger count = need(value.integer(), "inhibit any policy extension");
                policyLimits =
                        new PolicyLimits(policyLimits.requireExplicit(), policyLimits.inhibitMapping(), small(count));
            }
            default -> {
                if (!extension.id().equals(AUTHORITY_INFO_ACCESS)) {
                    return false;
                }
                readInfoAccess(extension);
            }
        }
        return true;
    }

    private static long small(BigInteger count) {
        if (count.bitLength() > 63) {
            throw invalid("inhibit any policy extension");
        }
        return count.longValue();
    }

    private static BuiltinFailure invalid(String what) {
        return BuiltinFailure.error("x509: invalid " + what);
    }

    private static <T> T need(@Nullable T part, String what) {
        if (part == null) {
            throw invalid(what);
        }
        return part;
    }

    private void readSubjectKeyId(Extension extension) {
        if (extension.critical()) {
            throw BuiltinFailure.error("x509: subject key identifier incorrectly marked critical");
        }
        Der value = need(extension.der().read(Der.OCTET_STRING), "subject key identifier");
        subjectKeyId = Bytes.of(value.rest());
    }

    private void readAuthorityKeyId(Extension extension) {
        if (extension.critical()) {
            throw BuiltinFailure.error("x509: authority key identifier incorrectly marked critical");
        }
        Der value = need(extension.der().read(Der.SEQUENCE), "authority key identifier");
        if (value.peek(Der.CONTEXT)) {
            authorityKeyId = Bytes.of(need(value.octets(Der.CONTEXT), "authority key identifier"));
        } else {
            authorityKeyId = null;
        }
    }

    private void readKeyUsage(Der value) {
        Bits bits = need(value.bitString(), "key usage");
        for (int i = 0; i < 9; i++) {
            keyUsage |= bits.at(i) ? 1 << i : 0;
        }
    }

    private void readBasicConstraints(Der value) {
        Der content = need(value.read(Der.SEQUENCE), "basic constraints");
        boolean authority = content.peek(Der.BOOLEAN) && need(content.bool(), "basic constraints");
        long length = -1;
        if (content.peek(Der.INTEGER)) {
            length = need(content.smallInteger(Der.INTEGER), "basic constraints");
            if (length < 0) {
                throw invalid("basic constraints");
            }
        }
        basic = new Basic(true, authority, length);
    }

    private void readRevocationLists(Der value) {
        Der points = need(value.read(Der.SEQUENCE), "CRL distribution points");
        while (!points.isEmpty()) {
            Der point = need(points.read(Der.SEQUENCE), "CRL distribution point");
            if (!point.peek(Der.CONTEXT_CONSTRUCTED)) {
                continue;
            }
            Der name = need(point.read(Der.CONTEXT_CONSTRUCTED), "CRL distribution point");
            Der full = need(name.read(Der.CONTEXT_CONSTRUCTED), "CRL distribution point");
            while (full.peek(URI)) {
                revocationLists.add(Ascii.shown(need(full.octets(URI), "CRL distribution point")));
            }
        }
    }

    private void readPolicies(Der value) {
        Der infos = need(value.read(Der.SEQUENCE), "certificate policies");
        List<Bytes> read = new ArrayList<>();
        Set<Bytes> seen = new HashSet<>();
        while (!infos.isEmpty()) {
            Der info = need(infos.read(Der.SEQUENCE), "certificate policies");
            byte[] oid = need(info.octets(Der.OID), "certificate policies");
            if (!seen.add(Bytes.of(oid)) || !PolicyOid.isValid(oid)) {
                throw invalid("certificate policies");
            }
            read.add(Bytes.of(oid));
        }
        policies = read;
    }

    private void readPolicyMappings(Der value) {
        String what = "policy mappings extension";
        Der mappings = need(value.read(Der.SEQUENCE), what);
        while (!mappings.isEmpty()) {
            Der mapping = need(mappings.read(Der.SEQUENCE), what);
            byte[] issuer = need(mapping.octets(Der.OID), what);
            policyMappings.add(new PolicyMapping(Bytes.of(issuer), Bytes.of(need(mapping.octets(Der.OID), what))));
        }
    }

    private void readPolicyConstraints(Der value) {
        String what = "policy constraints extension";
        Der limits = need(value.read(Der.SEQUENCE), what);
        Long explicit = policyLimits.requireExplicit();
        Long mapping = policyLimits.inhibitMapping();
        if (limits.peek(Der.CONTEXT)) {
            explicit = need(limits.smallInteger(Der.CONTEXT), what);
        }
        if (limits.peek(Der.CONTEXT | 1)) {
            mapping = need(limits.smallInteger(Der.CONTEXT | 1), what);
        }
        policyLimits = new PolicyLimits(explicit, mapping, policyLimits.inhibitAny());
    }

    private void readExtendedUsages(Der value) {
        Der usages = need(value.read(Der.SEQUENCE), "extended key usages");
        while (!usages.isEmpty()) {
            extendedUsages.add(need(usages.oid(), "extended key usages"));
        }
    }

    private void readInfoAccess(Extension extension) {
        if (extension.critical()) {
            throw BuiltinFailure.error("x509: authority info access incorrectly marked critical");
        }
        Der accesses = need(extension.der().read(Der.SEQUENCE), "authority info access");
        while (!accesses.isEmpty()) {
            Der access = need(accesses.read(Der.SEQUENCE), "authority info access");
            List<Integer> method = need(access.oid(), "authority info access");
            if (!access.peek(URI)) {
                continue;
            }
            String url = Ascii.shown(need(access.octets(URI), "authority info access"));
            if (method.equals(OCSP)) {
                ocspServers.add(url);
            } else if (method.equals(ISSUERS)) {
                issuerUrls.add(url);
            }
        }
    }

    int keyUsage() {
        return keyUsage;
    }

    Basic basic() {
        return basic;
    }

    SubjectNames names() {
        return names;
    }

    NameConstraints constraints() {
        return constraints;
    }

    PolicyLimits policyLimits() {
        return policyLimits;
    }

    @Nullable
    Bytes subjectKeyId() {
        return subjectKeyId;
    }

    @Nullable
    Bytes authorityKeyId() {
        return authorityKeyId;
    }

    /** The policies in DER without the tag, or null if there is no such extension. */
    @Nullable
    List<Bytes> policies() {
        return policies;
    }

    List<PolicyMapping> policyMappings() {
        return List.copyOf(policyMappings);
    }

    List<List<Integer>> extendedUsages() {
        return List.copyOf(extendedUsages);
    }

    List<String> revocationLists() {
        return List.copyOf(revocationLists);
    }

    List<String> ocspServers() {
        return List.copyOf(ocspServers);
    }

    List<String> issuerUrls() {
        return List.copyOf(issuerUrls);
    }

    List<List<Integer>> unhandledCritical() {
        return List.copyOf(unhandledCritical);
    }
}
