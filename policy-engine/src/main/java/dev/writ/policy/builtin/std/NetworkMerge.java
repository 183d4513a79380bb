package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoIp;
import dev.writ.policy.builtin.golang.GoIp.Network;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code net.cidr_merge}: the fewest networks that hold the same addresses. An IPv4 address is where IPv6 has room for
 * it, at {@code ::ffff:0:0/96}, so that a large IPv6 network may hold it.
 */
final class NetworkMerge {

    private static final BigInteger IPV4 = BigInteger.valueOf(0xFFFF).shiftLeft(32);

    /**
     * Addresses from one to another, both included, of 128 bits each.
     *
     * @param ipv4 whether they are shown as IPv4 addresses
     * @param text how they are shown as long as nothing was merged into them
     */
    private record Block(boolean ipv4, BigInteger first, BigInteger last, String text) {

        static Block of(Network network, String text) {
            boolean ipv4 = network.bits() == 32;
            BigInteger offset = ipv4 ? IPV4 : BigInteger.ZERO;
            return new Block(ipv4, network.address().add(offset), network.last().add(offset), text);
        }

        /** Whether both are one block: they share addresses, or they are neighbours of one kind. */
        boolean joins(Block lower) {
            BigInteger reach = ipv4 == lower.ipv4 ? lower.last.add(BigInteger.ONE) : lower.last;
            return first.compareTo(reach) <= 0;
        }

        Block with(Block lower) {
            return new Block(
                    ipv4 && (lower.ipv4 || first.compareTo(lower.first) < 0), first.min(lower.first), last, "");
        }
    }

    private static final Comparator<Block> ORDER =
            Comparator.comparing(Block::last).thenComparing(Block::first);

    private NetworkMerge() {}

    static RegoValue merge(BuiltinContext context, RegoValue operand) {
        if (!(operand instanceof RegoArray) && !(operand instanceof RegoSet)) {
            throw BuiltinFailure.error("operand must be an array");
        }
        List<Block> blocks = new ArrayList<>();
        for (RegoValue element : Operands.elements(operand, 1)) {
            context.checkpoint();
            blocks.add(block(element));
        }
        blocks.sort(ORDER);
        RegoSet.Builder result = RegoSet.builder();
        Block open = null;
        for (Block block : blocks.reversed()) {
            context.checkpoint();
            if (open == null) {
                open = block;
            } else if (open.joins(block)) {
                open = open.with(block);
            } else {
                show(open, result);
                open = block;
            }
        }
        if (open != null) {
            show(open, result);
        }
        return result.build();
    }

    private static Block block(RegoValue element) {
        if (!(element instanceof RegoString string)) {
            throw BuiltinFailure.error("element must be string");
        }
        byte[] address = GoIp.parse(string.value());
        if (address == null) {
            Network network = Network.parse(string.value());
            return Block.of(network, network.toString());
        }
        byte[] bytes = GoIp.unmapped(address);
        if (bytes.length != 4) {
            throw BuiltinFailure.error("IPv6 invalid: needs prefix length");
        }
        // An address alone stands for the network of its class, as before CIDR.
        int prefix = bytes[0] >= 0 ? 8 : (bytes[0] & 0xC0) == 0x80 ? 16 : 24;
        return Block.of(Network.of(bytes, prefix), GoIp.format(bytes) + "/" + prefix);
    }

    /** A block as networks, the largest that fit from its first address on. */
    private static void show(Block block, RegoSet.Builder result) {
        if (!block.text().isEmpty()) {
            result.add(RegoString.of(block.text()));
            return;
        }
        int bits = block.ipv4() ? 32 : 128;
        BigInteger offset = block.ipv4() ? IPV4 : BigInteger.ZERO;
        BigInteger next = block.first().subtract(offset);
        BigInteger last = block.last().subtract(offset);
        while (next.compareTo(last) <= 0) {
            int aligned = next.signum() == 0 ? bits : next.getLowestSetBit();
            int fitting = last.subtract(next).add(BigInteger.ONE).bitLength() - 1;
            int host = Math.min(aligned, fitting);
            result.add(RegoString.of(new Network(next, bits, bits - host).toString()));
            next = next.add(BigInteger.ONE.shiftLeft(host));
        }
    }
}
