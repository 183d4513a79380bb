package dev.writ.policy.builtin.crypto;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a key may be used for (RFC 5280, 4.2.1.12), and how Go counts the usages. */
enum ExtendedUsage {
    ANY(0, "Any", "2.5.29.37.0"),
    SERVER_AUTH(1, "ServerAuth", "1.3.6.1.5.5.7.3.1"),
    CLIENT_AUTH(2, "ClientAuth", "1.3.6.1.5.5.7.3.2"),
    CODE_SIGNING(3, "CodeSigning", "1.3.6.1.5.5.7.3.3"),
    EMAIL_PROTECTION(4, "EmailProtection", "1.3.6.1.5.5.7.3.4"),
    IPSEC_END_SYSTEM(5, "IPSECEndSystem", "1.3.6.1.5.5.7.3.5"),
    IPSEC_TUNNEL(6, "IPSECTunnel", "1.3.6.1.5.5.7.3.6"),
    IPSEC_USER(7, "IPSECUser", "1.3.6.1.5.5.7.3.7"),
    TIME_STAMPING(8, "TimeStamping", "1.3.6.1.5.5.7.3.8"),
    OCSP_SIGNING(9, "OCSPSigning", "1.3.6.1.5.5.7.3.9"),
    MICROSOFT_GATED(10, "MicrosoftServerGatedCrypto", "1.3.6.1.4.1.311.10.3.3"),
    NETSCAPE_GATED(11, "NetscapeServerGatedCrypto", "2.16.840.1.113730.4.1"),
    MICROSOFT_COMMERCIAL_CODE(12, "MicrosoftCommercialCodeSigning", "1.3.6.1.4.1.311.2.1.22"),
    MICROSOFT_KERNEL_CODE(13, "MicrosoftKernelCodeSigning", "1.3.6.1.4.1.311.61.1.1");

    private final int number;
    private final String label;
    private final String oid;

    ExtendedUsage(int number, String label, String oid) {
        this.number = number;
        this.label = label;
        this.oid = oid;
    }

    int number() {
        return number;
    }

    static @Nullable ExtendedUsage of(List<Integer> oid) {
        String text = CertificateText.oid(oid);
        for (ExtendedUsage usage : values()) {
            if (usage.oid.equals(text)) {
                return usage;
            }
        }
        return null;
    }

    /** The usage that an option calls {@code KeyUsage…}. */
    static Optional<ExtendedUsage> named(String option) {
        for (ExtendedUsage usage : values()) {
            if (option.equals("KeyUsage" + usage.label)) {
                return Optional.of(usage);
            }
        }
        return Optional.empty();
    }
}
