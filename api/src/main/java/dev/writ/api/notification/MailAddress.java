package dev.writ.api.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/** Reads the address of one person; a list of addresses, or a text with line breaks, is none. */
final class MailAddress {
    /** The principals' attribute that holds it. */
    static final String ATTRIBUTE = "email";

    private static final int LONGEST = 254;

    private MailAddress() {}

    /** The address; empty if the text is not exactly one. */
    static Optional<InternetAddress> of(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return Optional.empty();
        }
        try {
            var address = new InternetAddress(text, true);
            boolean plain = address.getAddress().equals(text) && text.indexOf('@') > 0;
            return plain ? Optional.of(address) : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
