package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoIp;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code net.lookup_ip_addr}: the one function that asks the network for addresses, if the environment lets it. */
final class HostNames {

    private static final String NAME = "net.lookup_ip_addr";
    private static final String ERROR = "error";

    private HostNames() {}

    static Map<String, Builtin> functions() {
        return Map.of(NAME, (Unary) HostNames::lookup);
    }

    private static RegoValue lookup(BuiltinContext context, RegoValue operand) {
        String host = Operands.string(operand, 1);
        RegoValue found = context.recorded(NAME, List.of(operand), () -> addresses(context, host));
        if (found instanceof RegoObject failed && failed.get(ERROR) instanceof RegoString reason) {
            throw BuiltinFailure.error(reason.value());
        }
        return found;
    }

    /** A set of addresses, or an object with the error: a failed look-up must fail in a replay too. */
    private static RegoValue addresses(BuiltinContext context, String host) {
        String literal = literal(host);
        if (literal != null) {
            return RegoSet.of(RegoString.of(literal));
        }
        if (!isName(host)) {
            return error("lookup " + host + ": no such host");
        }
        try {
            RegoSet.Builder addresses = RegoSet.builder();
            for (InetAddress address : context.environment().names().addresses(host)) {
                addresses.add(RegoString.of(GoIp.format(address.getAddress())));
            }
            return addresses.build();
        } catch (IOException e) {
            return error(String.valueOf(e.getMessage()));
        }
    }

    private static RegoValue error(String reason) {
        return RegoObject.builder().put(ERROR, RegoString.of(reason)).build();
    }

    /** The text of an address that was given as one, with its zone, or null. */
    private static @Nullable String literal(String host) {
        int zone = host.indexOf('%');
        byte[] address = GoIp.parse(zone < 0 ? host : host.substring(0, zone));
        if (address == null || (zone >= 0 && (GoIp.unmapped(address).length == 4 || zone + 1 == host.length()))) {
            return null;
        }
        return GoIp.format(address) + (zone < 0 ? "" : host.substring(zone));
    }

    /** Whether a text may be asked for: letters, digits, hyphens and underscores between dots, not only digits. */
    private static boolean isName(String host) {
        return host.length() <= 254
                && host.matches("([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*"
                        + "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.?")
                && !host.matches("[0-9.]*");
    }
}
