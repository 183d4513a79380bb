package dev.writ.api.approval;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;

/** What only people do themselves: a token, even of a person, can be in the hands of a program. */
final class Persons {
    private Persons() {}

    /** 403 for anybody but a human who is signed in through OIDC. */
    static void require(Caller caller) {
        if (!caller.kind().equals("human") || caller.signIn() != Caller.SignIn.OIDC) {
            throw Problem.forbidden(
                            "caller.not_a_person",
                            "`" + caller.id() + "` is not a person who is signed in",
                            "sign in at the OpenID Connect provider, and send its token instead of an API token")
                    .raise();
        }
    }
}
