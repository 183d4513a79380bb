package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Element;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.golang.GoIp;
import dev.writ.policy.builtin.golang.GoQuote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which names the certificates below may have (RFC 5280, 4.2.1.10).
 *
 * @param hasUnknown whether there are constraints of a kind that nobody checks here
 */
record NameConstraints(boolean critical, Subtrees permitted, Subtrees excluded, boolean hasUnknown) {

    static final NameConstraints NONE = new NameConstraints(false, Subtrees.NONE, Subtrees.NONE, false);

    private static final int EMAIL = Der.CONTEXT | 1;
    private static final int DNS = Der.CONTEXT | 2;
    private static final int URI = Der.CONTEXT | 6;
    private static final int ADDRESS = Der.CONTEXT | 7;

    /** A network: an address and a mask of the same length. */
    record Network(Bytes address, Bytes mask) {

        boolean contains(byte[] other) {
            byte[] own = address.array();
            if (other.length != own.length) {
                return false;
            }
            for (int i = 0; i < other.length; i++) {
                if ((other[i] & mask.array()[i]) != (own[i] & mask.array()[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Parts of the space of names. */
    record Subtrees(List<String> dns, List<Network> networks, List<String> emails, List<String> uriDomains) {

        static final Subtrees NONE = new Subtrees(List.of(), List.of(), List.of(), List.of());

        Subtrees {
            dns = List.copyOf(dns);
            networks = List.copyOf(networks);
            emails = List.copyOf(emails);
            uriDomains = List.copyOf(uriDomains);
        }

        boolean isEmpty() {
            return dns.isEmpty() && networks.isEmpty() && emails.isEmpty() && uriDomains.isEmpty();
        }
    }

    boolean isEmpty() {
        return permitted.isEmpty() && excluded.isEmpty();
    }

    /**
     * Reads the extension.
     *
     * @throws BuiltinFailure if it is malformed
     */
    static NameConstraints read(Extension extension) {
        Der outer = extension.der();
        Der content = outer.read(Der.SEQUENCE);
        if (content == null || !outer.isEmpty()) {
            throw malformed();
        }
        Der permitted = optional(content, Der.CONTEXT_CONSTRUCTED);
        Der excluded = optional(content, Der.CONTEXT_CONSTRUCTED | 1);
        if (!content.isEmpty()) {
            throw malformed();
        }
        if (isEmpty(permitted) && isEmpty(excluded)) {
            throw BuiltinFailure.error("x509: empty name constraints extension");
        }
        Reader reader = new Reader();
        Subtrees allowed = reader.read(permitted);
        Subtrees forbidden = reader.read(excluded);
        return new NameConstraints(extension.critical(), allowed, forbidden, reader.unknown);
    }

    private static @Nullable Der optional(Der content, int tag) {
        if (!content.peek(tag)) {
            return null;
        }
        Der value = content.read(tag);
        if (value == null) {
            throw malformed();
        }
        return value;
    }

    private static boolean isEmpty(@Nullable Der subtrees) {
        return subtrees == null || subtrees.isEmpty();
    }

    private static BuiltinFailure malformed() {
        return BuiltinFailure.error("x509: invalid NameConstraints extension");
    }

    private static final class Reader {

        private boolean unknown;

        Subtrees read(@Nullable Der subtrees) {
            List<String> dns = new ArrayList<>();
            List<Network> networks = new ArrayList<>();
            List<String> emails = new ArrayList<>();
            List<String> uriDomains = new ArrayList<>();
            while (subtrees != null && !subtrees.isEmpty()) {
                Der subtree = subtrees.read(Der.SEQUENCE);
                Element base = subtree == null ? null : subtree.any();
                if (base == null) {
                    throw malformed();
                }
                byte[] bytes = base.content().rest();
                switch (base.tag()) {
                    case DNS -> dns.add(domain(bytes, "dnsName"));
                    case ADDRESS -> networks.add(network(bytes));
                    case EMAIL -> emails.add(email(bytes));
                    case URI -> uriDomains.add(uriDomain(bytes));
                    default -> unknown = true;
                }
            }
            return new Subtrees(dns, networks, emails, uriDomains);
        }

        private static String ascii(byte[] bytes) {
            String text = Ascii.strict(bytes);
            if (text == null) {
                throw BuiltinFailure.error("x509: invalid constraint value: x509: "
                        + GoQuote.quote(GoBytes.decode(bytes)) + " cannot be encoded as an IA5String");
            }
            return text;
        }

        private static String domain(byte[] bytes, String kind) {
            String text = ascii(bytes);
            if (!DomainNames.isValid(text, true)) {
                throw unparsable(kind, text, "");
            }
            return text;
        }

        private static BuiltinFailure unparsable(String kind, String text, String reason) {
            return BuiltinFailure.error(
                    "x509: failed to parse " + kind + " constraint " + GoQuote.quote(text) + reason);
        }

        private static String email(byte[] bytes) {
            String text = ascii(bytes);
            if (text.contains("@")) {
                if (DomainNames.mailbox(text) == null) {
                    throw unparsable("rfc822Name", text, "");
                }
                return text;
            }
            return domain(bytes, "rfc822Name");
        }

        private static String uriDomain(byte[] bytes) {
            String text = ascii(bytes);
            if (GoIp.parse(text) != null) {
                throw unparsable("URI", text, ": cannot be IP address");
            }
            return domain(bytes, "URI");
        }

        private static Network network(byte[] bytes) {
            if (bytes.length != 8 && bytes.length != 32) {
                throw BuiltinFailure.error("x509: IP constraint contained value of length " + bytes.length);
            }
            int half = bytes.length / 2;
            byte[] mask = Arrays.copyOfRange(bytes, half, bytes.length);
            if (!isMask(mask)) {
                throw BuiltinFailure.error("x509: IP constraint contained invalid mask "
                        + HexFormat.of().formatHex(mask));
            }
            return new Network(Bytes.of(Arrays.copyOf(bytes, half)), Bytes.of(mask));
        }

        /** Whether no one follows a zero. */
        private static boolean isMask(byte[] mask) {
            boolean zeroSeen = false;
            for (int i = 0; i < mask.length * 8; i++) {
                boolean one = (mask[i / 8] >> (7 - i % 8) & 1) != 0;
                if (one && zeroSeen) {
                    return false;
                }
                zeroSeen |= !one;
            }
            return true;
        }
    }
}
