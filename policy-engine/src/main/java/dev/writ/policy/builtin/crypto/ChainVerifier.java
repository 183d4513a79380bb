package dev.writ.policy.builtin.crypto;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a path from a certificate to a trusted one (RFC 5280, 6), as Go's {@code Certificate.Verify} does: at most 100
 * signatures are checked, SHA-1 and MD5 are not trusted, nobody is asked about revocation.
 */
final class ChainVerifier {

    private static final int MAX_SIGNATURES = 100;
    private static final int SIGNS_CERTIFICATES = 1 << 5;

    private final Certificate root;
    private final List<Certificate> between;
    private final VerifyOptions options;
    private final Runnable progress;
    private final List<List<Certificate>> found = new ArrayList<>();
    private int signatures;

    private ChainVerifier(Certificate root, List<Certificate> between, VerifyOptions options, Runnable progress) {
        this.root = root;
        this.between = between;
        this.options = options;
        this.progress = progress;
    }

    /**
     * The chain from the last certificate to the first, or nothing if there is none that holds.
     *
     * @param certificates the trusted one, then those between, then the one to verify
     */
    static Optional<List<Certificate>> verify(
            List<Certificate> certificates, VerifyOptions options, Runnable progress) {
        if (certificates.size() < 2) {
            return Optional.empty();
        }
        List<Certificate> between = new ArrayList<>();
        for (Certificate certificate : certificates.subList(1, certificates.size() - 1)) {
            if (between.stream().noneMatch(certificate::isSame)) {
                between.add(certificate);
            }
        }
        return new ChainVerifier(certificates.getFirst(), between, options, progress).from(certificates.getLast());
    }

    private Optional<List<Certificate>> from(Certificate leaf) {
        boolean rightName =
                options.dnsName().isEmpty() || HostNames.matches(leaf.known().names(), options.dnsName());
        if (!isValid(leaf, List.of()) || !rightName) {
            return Optional.empty();
        }
        if (leaf.isSame(root)) {
            found.add(List.of(leaf));
        } else {
            extend(List.of(leaf));
        }
        return found.stream().filter(this::isGood).findFirst();
    }

    private boolean isGood(List<Certificate> chain) {
        return PolicyCheck.holds(chain)
                && hasUsage(chain)
                && (chain.size() == 1 || NameConstraintCheck.holds(chain, progress));
    }

    private void extend(List<Certificate> chain) {
        Certificate last = chain.getLast();
        if (last.rawIssuer().equals(root.rawSubject())) {
            consider(chain, root, true);
        }
        for (Certificate parent : parents(last)) {
            consider(chain, parent, false);
        }
    }

    /** Those whose name is the issuer's, the ones with the right key identifier first. */
    private List<Certificate> parents(Certificate child) {
        List<List<Certificate>> byMatch = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Bytes wanted = orEmpty(child.known().authorityKeyId());
        for (Certificate candidate : between) {
            if (child.rawIssuer().equals(candidate.rawSubject())) {
                Bytes key = orEmpty(candidate.known().subjectKeyId());
                int match = key.equals(wanted) ? 0 : key.isEmpty() != wanted.isEmpty() ? 1 : 2;
                byMatch.get(match).add(candidate);
            }
        }
        List<Certificate> ordered = new ArrayList<>();
        byMatch.forEach(ordered::addAll);
        return ordered;
    }

    private static Bytes orEmpty(@Nullable Bytes bytes) {
        return bytes == null ? Bytes.EMPTY : bytes;
    }

    private void consider(List<Certificate> chain, Certificate parent, boolean trusted) {
        signatures++;
        progress.run();
        if (signatures > MAX_SIGNATURES
                || isInChain(parent, chain)
                || !isSignedBy(chain.getLast(), parent)
                || !isValid(parent, chain)) {
            return;
        }
        KnownExtensions.Basic basic = parent.known().basic();
        if (!trusted && (!basic.valid() || !basic.isAuthority())) {
            return;
        }
        List<Certificate> longer = new ArrayList<>(chain);
        longer.add(parent);
        if (trusted) {
            found.add(longer);
        } else {
            extend(longer);
        }
    }

    private boolean isValid(Certificate certificate, List<Certificate> below) {
        Instant time = options.time();
        KnownExtensions.Basic basic = certificate.known().basic();
        boolean tooLong = basic.valid() && basic.maxPathLength() >= 0 && below.size() - 1 > basic.maxPathLength();
        return certificate.known().unhandledCritical().isEmpty()
                && !time.isBefore(certificate.notBefore().toInstant())
                && !time.isAfter(certificate.notAfter().toInstant())
                && !tooLong;
    }

    /** The same subject with the same key and the same alternative names, so that cross-signing ends. */
    private static boolean isInChain(Certificate candidate, List<Certificate> chain) {
        Optional<Extension> names = alternativeNames(candidate);
        for (Certificate member : chain) {
            if (candidate.rawSubject().equals(member.rawSubject())
                    && candidate.rawSubjectKey().equals(member.rawSubjectKey())) {
                Optional<Extension> memberNames = alternativeNames(member);
                if (names.isEmpty() || memberNames.isEmpty()) {
                    return names.isEmpty() && memberNames.isEmpty();
                }
                if (names.get().value().equals(memberNames.get().value())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Extension> alternativeNames(Certificate certificate) {
        return certificate.extensions().stream()
                .filter(extension -> extension.certificateExtension() == 17)
                .findFirst();
    }

    private static boolean isSignedBy(Certificate child, Certificate parent) {
        KnownExtensions.Basic basic = parent.known().basic();
        int usage = parent.known().keyUsage();
        boolean maySign = basic.valid() ? basic.isAuthority() : parent.version() < 3;
        PublicKey key = parent.subjectKey().key();
        JwsAlgorithm verifier = child.signatureAlgorithm().verifier();
        if (!maySign || (usage != 0 && (usage & SIGNS_CERTIFICATES) == 0) || key == null || verifier == null) {
            return false;
        }
        byte[] signed = child.rawTbs().array();
        byte[] signature = child.signature().array();
        if (key instanceof PublicKey.Ec ec) {
            return verifier.family() == JwsAlgorithm.Family.ECDSA
                    && Ecdsa.verifyDer(ec, verifier.hash().of(signed), signature);
        }
        return verifier.verify(key, signed, signature, true);
    }

    private boolean hasUsage(List<Certificate> chain) {
        if (options.usages().contains(ExtendedUsage.ANY)) {
            return true;
        }
        List<ExtendedUsage> remaining =
                new ArrayList<>(options.usages().isEmpty() ? List.of(ExtendedUsage.SERVER_AUTH) : options.usages());
        for (Certificate certificate : chain.reversed()) {
            List<List<Integer>> listed = certificate.known().extendedUsages();
            List<ExtendedUsage> usages = new ArrayList<>();
            for (List<Integer> oid : listed) {
                ExtendedUsage usage = ExtendedUsage.of(oid);
                if (usage != null) {
                    usages.add(usage);
                }
            }
            if (!listed.isEmpty() && !usages.contains(ExtendedUsage.ANY)) {
                remaining.retainAll(usages);
                if (remaining.isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }
}
