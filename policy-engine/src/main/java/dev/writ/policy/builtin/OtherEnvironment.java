package dev.writ.policy.builtin;

import dev.writ.policy.builtin.http.HttpTransport;
import dev.writ.policy.value.RegoObject;
import java.time.Instant;
import java.time.ZoneId;

/** An environment with other ways to the outside than the one it is made of. */
record OtherEnvironment(BuiltinEnvironment rest, NameResolver names, HttpTransport http) implements BuiltinEnvironment {

    @Override
    public Instant now() {
        return rest.now();
    }

    @Override
    public long randomBits() {
        return rest.randomBits();
    }

    @Override
    public ZoneId zone() {
        return rest.zone();
    }

    @Override
    public RegoObject runtime() {
        return rest.runtime();
    }
}
