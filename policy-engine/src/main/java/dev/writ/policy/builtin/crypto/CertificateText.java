package dev.writ.policy.builtin.crypto;

import java.util.List;
import java.util.stream.Collectors;

/** Parts of certificates as text. */
final class CertificateText {

    private CertificateText() {}

    /** An object identifier with dots. */
    static String oid(List<Integer> components) {
        return components.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
