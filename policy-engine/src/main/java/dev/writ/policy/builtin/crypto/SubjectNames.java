package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Element;
import dev.writ.policy.builtin.golang.GoQuote;
import java.util.ArrayList;
import java.util.List;

/** Alternative names of a subject (RFC 5280, 4.2.1.6), those kinds of them that Go shows. */
record SubjectNames(List<String> dns, List<String> emails, List<byte[]> addresses, List<CertificateUri> uris) {

    static final SubjectNames NONE = new SubjectNames(List.of(), List.of(), List.of(), List.of());

    private static final int EMAIL = Der.CONTEXT | 1;
    private static final int DNS = Der.CONTEXT | 2;
    private static final int URI = Der.CONTEXT | 6;
    private static final int ADDRESS = Der.CONTEXT | 7;

    SubjectNames {
        dns = List.copyOf(dns);
        emails = List.copyOf(emails);
        addresses = List.copyOf(addresses);
        uris = List.copyOf(uris);
    }

    boolean isEmpty() {
        return dns.isEmpty() && emails.isEmpty() && addresses.isEmpty() && uris.isEmpty();
    }

    /**
     * Reads the extension's value.
     *
     * @throws BuiltinFailure if a name is malformed
     */
    static SubjectNames read(Der value) {
        Der names = value.read(Der.SEQUENCE);
        if (names == null) {
            throw BuiltinFailure.error("x509: invalid subject alternative names");
        }
        List<String> dns = new ArrayList<>();
        List<String> emails = new ArrayList<>();
        List<byte[]> addresses = new ArrayList<>();
        List<CertificateUri> uris = new ArrayList<>();
        while (!names.isEmpty()) {
            Element name = names.any();
            if (name == null) {
                throw BuiltinFailure.error("x509: invalid subject alternative name");
            }
            byte[] bytes = name.content().rest();
            switch (name.tag()) {
                case EMAIL -> emails.add(ascii(bytes, "rfc822Name"));
                case DNS -> dns.add(ascii(bytes, "dNSName"));
                case URI -> uris.add(uri(ascii(bytes, "uniformResourceIdentifier")));
                case ADDRESS -> addresses.add(address(bytes));
                default -> {
                    // Other kinds of names are passed over, as Go does.
                }
            }
        }
        return new SubjectNames(dns, emails, addresses, uris);
    }

    private static String ascii(byte[] bytes, String kind) {
        String text = Ascii.strict(bytes);
        if (text == null) {
            throw BuiltinFailure.error("x509: SAN " + kind + " is malformed");
        }
        return text;
    }

    private static byte[] address(byte[] bytes) {
        if (bytes.length != 4 && bytes.length != 16) {
            throw BuiltinFailure.error("x509: cannot parse IP address of length " + bytes.length);
        }
        return bytes;
    }

    private static CertificateUri uri(String text) {
        CertificateUri uri;
        try {
            uri = CertificateUri.parse(text);
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("x509: cannot parse URI " + GoQuote.quote(text) + ": " + e.reason());
        }
        if (!uri.host().isEmpty() && !DomainNames.isValid(uri.host(), false)) {
            throw BuiltinFailure.error("x509: cannot parse URI " + GoQuote.quote(text) + ": invalid domain");
        }
        return uri;
    }
}
