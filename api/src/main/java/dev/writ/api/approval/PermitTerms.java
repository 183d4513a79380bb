package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.platform.Fields;
import dev.writ.ledger.entry.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a requester asks of the permit, in {@code context.permit}: it is part of what is voted on, and the rules see it.
 *
 * @param uses how often it may be redeemed
 * @param validFor how long it is valid, unless the approval ends earlier
 */
public record PermitTerms(long uses, Duration validFor) {
    private static final PermitTerms STANDARD = new PermitTerms(1, Duration.ofHours(24));
    private static final long MOST_USES = 100;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    /** One use within a day. */
    public static PermitTerms standard() {
        return STANDARD;
    }

    /** What the request says, or the standard where it says nothing; 422 for what is out of bounds. */
    static PermitTerms read(ActionRequest request) {
        if (!(request.json().members().get("context") instanceof Json.Obj(Map<String, Json> context))
                || !context.containsKey("permit")) {
            return STANDARD;
        }
        Fields fields = Fields.of(context.get("permit"), "/context/permit", List.of("uses", "valid_for"));
        return new PermitTerms(
                fields.has("uses") ? fields.number("uses", 1, MOST_USES) : STANDARD.uses(),
                fields.has("valid_for")
                        ? Duration.ofSeconds(fields.number("valid_for", SHORTEST.toSeconds(), LONGEST.toSeconds()))
                        : STANDARD.validFor());
    }
}
