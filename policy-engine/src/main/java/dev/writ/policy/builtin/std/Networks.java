package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoIp;
import dev.writ.policy.builtin.golang.GoIp.Network;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** IP networks in CIDR notation; nothing here uses the network. */
final class Networks {

    private record Keyed(RegoValue key, RegoValue element) {}

    private Networks() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "net.cidr_contains", (Binary) Networks::contains,
                "net.cidr_overlap", (Binary) Networks::contains,
                "net.cidr_intersects", (Binary) Networks::intersects,
                "net.cidr_contains_matches", (Binary) Networks::containsMatches,
                "net.cidr_expand", (Unary) Networks::expand,
                "net.cidr_merge", (Unary) NetworkMerge::merge,
                "net.cidr_is_valid", (Unary) Networks::isValid);
    }

    private static Network network(RegoValue operand) {
        return Network.parse(Operands.string(operand, 1));
    }

    private static RegoValue contains(BuiltinContext context, RegoValue whole, RegoValue part) {
        return RegoBoolean.of(contains(network(whole), Operands.string(part, 1)));
    }

    private static boolean contains(Network network, String text) {
        byte[] address = GoIp.parse(text);
        if (address != null) {
            byte[] short4 = GoIp.unmapped(address);
            return network.contains(new BigInteger(1, short4), short4.length * 8);
        }
        Network inner;
        try {
            inner = Network.parse(text);
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("not a valid textual representation of an IP address or CIDR: " + text);
        }
        return network.contains(inner);
    }

    private static RegoValue intersects(BuiltinContext context, RegoValue first, RegoValue second) {
        Network a = network(first);
        Network b = network(second);
        return RegoBoolean.of(a.contains(b.address(), b.bits()) || b.contains(a.address(), a.bits()));
    }

    private static RegoValue isValid(BuiltinContext context, RegoValue operand) {
        try {
            return RegoBoolean.of(
                    operand instanceof RegoString s && Network.parse(s.value()).prefix() >= 0);
        } catch (BuiltinFailure e) {
            return RegoBoolean.FALSE;
        }
    }

    private static RegoValue expand(BuiltinContext context, RegoValue operand) {
        Network network = network(operand);
        int hostBits = network.bits() - network.prefix();
        if (hostBits > 30) {
            throw context.limitExceeded("the result of `net.cidr_expand`");
        }
        Limits.collection(context, 1L << hostBits, "net.cidr_expand");
        RegoSet.Builder addresses = RegoSet.builder();
        BigInteger last = network.last();
        for (BigInteger next = network.address(); next.compareTo(last) <= 0; next = next.add(BigInteger.ONE)) {
            context.checkpoint();
            addresses.add(RegoString.of(network.show(next)));
        }
        return addresses.build();
    }

    private static RegoValue containsMatches(BuiltinContext context, RegoValue first, RegoValue second) {
        RegoSet.Builder matches = RegoSet.builder();
        List<Keyed> parts = keyed(second);
        for (Keyed whole : keyed(first)) {
            RegoValue network = first(whole.element(), 1);
            for (Keyed part : parts) {
                context.checkpoint();
                RegoValue inner = first(part.element(), 2);
                if (contains(network(network), Operands.string(inner, 1))) {
                    matches.add(RegoArray.of(whole.key(), part.key()));
                }
            }
        }
        return matches.build();
    }

    /** Elements with what names them in a result: themselves, their position or their key. */
    private static List<Keyed> keyed(RegoValue operand) {
        List<Keyed> result = new ArrayList<>();
        switch (operand) {
            case RegoString string -> result.add(new Keyed(string, string));
            case RegoArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    result.add(new Keyed(RegoNumber.of(i), array.get(i)));
                }
            }
            case RegoSet set -> set.forEach(element -> result.add(new Keyed(element, element)));
            case RegoObject object -> object.forEach((key, value) -> result.add(new Keyed(key, value)));
            default -> {
                return result;
            }
        }
        return result;
    }

    private static RegoValue first(RegoValue element, int position) {
        if (element instanceof RegoString) {
            return element;
        }
        if (element instanceof RegoArray array && array.size() > 0) {
            return array.get(0);
        }
        throw BuiltinFailure.error("operand " + position + ": element must be string or non-empty array");
    }
}
