package dev.writ.api.identity;

import dev.writ.api.platform.Fields;
import java.util.List;
import java.util.Optional;

/**
 * As whom a person signs in.
 *
 * @param issuer URL of the issuer of her tokens, exactly as it stands in them
 * @param subject her name there; an issuer gives it to nobody else, ever
 */
public record Identity(String issuer, String subject) {
    private static final int LONGEST_ISSUER = 400;

    /** OpenID Connect Core 1.0, section 2. */
    private static final int LONGEST_SUBJECT = 255;

    /** Reads the member {@code identity}, if it is there; a 422 problem names what is wrong with it. */
    static Optional<Identity> read(Fields fields) {
        return fields.value("identity")
                .map(value -> Fields.of(value, "/identity", List.of("issuer", "subject")))
                .map(members ->
                        new Identity(members.text("issuer", LONGEST_ISSUER), members.text("subject", LONGEST_SUBJECT)));
    }
}
