package dev.writ.policy.builtin;

import dev.writ.policy.builtin.http.HttpTransport;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The one port through which an evaluation sees the outside: the time, random numbers, the process, names of hosts. */
public interface BuiltinEnvironment {

    /** The current time. */
    Instant now();

    /** 64 random bits. */
    long randomBits();

    /** The time zone that the name {@code Local} stands for. */
    ZoneId zone();

    /** What {@code opa.runtime} shows: nothing of the process's environment variables unless somebody put it in. */
    RegoObject runtime();

    /** Where {@code net.lookup_ip_addr} asks. */
    default NameResolver names() {
        return NameResolver.none();
    }

    /** How {@code http.send} reaches the network: not at all unless somebody allowed hosts. */
    default HttpTransport http() {
        return HttpTransport.none();
    }

    /** This environment, with names of hosts looked up elsewhere. */
    default BuiltinEnvironment withNames(NameResolver names) {
        return new OtherEnvironment(this, names, http());
    }

    /** This environment, with another way to the network. */
    default BuiltinEnvironment withHttp(HttpTransport http) {
        return new OtherEnvironment(this, names(), http);
    }

    /** This environment, where no other hosts than these are looked up or asked. */
    default BuiltinEnvironment restrictedTo(Set<String> hosts) {
        NameResolver names = names();
        NameResolver restricted = host -> {
            if (!hosts.contains(host)) {
                throw new IOException("disallowed host: " + host);
            }
            return names.addresses(host);
        };
        return new OtherEnvironment(this, restricted, http().restrictedTo(hosts));
    }

    /** The environment of a clock and a random generator, in UTC, that shows nothing of the process and looks nothing up. */
    static BuiltinEnvironment of(InstantSource clock, RandomGenerator random) {
        return new BuiltinEnvironment() {
            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public long randomBits() {
                return random.nextLong();
            }

            @Override
            public ZoneId zone() {
                return ZoneId.of("UTC");
            }

            @Override
            public RegoObject runtime() {
                return RegoObject.EMPTY;
            }
        };
    }
}
