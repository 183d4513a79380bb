package dev.writ.api.approval;

import dev.writ.api.identity.Principal;

/** Which team a principal is of: its attribute {@value #ATTRIBUTE}, or the person alone. */
final class Teams {
    static final String ATTRIBUTE = "team";

    private Teams() {}

    static String of(Principal principal) {
        return principal.attributes().getOrDefault(ATTRIBUTE, principal.person());
    }
}
