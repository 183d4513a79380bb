package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** IP addresses in Go's notation: strict dotted decimals without leading zeros, and IPv6 with an optional IPv4 tail. */
public final class GoIp {

    private GoIp() {}

    /** The 4 or 16 bytes of an address, or null if the text is none. */
    public static byte @Nullable [] parse(String text) {
        return text.contains(":") ? parse6(text) : parse4(text);
    }

    private static byte @Nullable [] parse4(String text) {
        String[] fields = text.split("\\.", -1);
        if (fields.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            if (!fields[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(fields[i]) > 255) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(fields[i]);
        }
        return bytes;
    }

    private static byte @Nullable [] parse6(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::") || text.contains(":::")) {
            return null;
        }
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == 16 ? all : null;
        }
        byte[] head = gap == 0 ? new byte[0] : groups(text.substring(0, gap));
        byte[] tail = gap + 2 == text.length() ? new byte[0] : groups(text.substring(gap + 2));
        if (head == null
                || tail == null
                || head.length + tail.length > 14
                || text.substring(0, gap).contains(".")) {
            return null;
        }
        byte[] bytes = new byte[16];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    private static byte @Nullable [] groups(String text) {
        String[] fields = text.split(":", -1);
        byte[] bytes = new byte[2 * fields.length + 2];
        int length = 0;
        for (int i = 0; i < fields.length; i++) {
            if (i == fields.length - 1 && fields[i].contains(".")) {
                byte[] last = parse4(fields[i]);
                if (last == null) {
                    return null;
                }
                System.arraycopy(last, 0, bytes, length, 4);
                length += 4;
            } else if (fields[i].matches("[0-9a-fA-F]{1,4}")) {
                int value = Integer.parseInt(fields[i], 16);
                bytes[length] = (byte) (value >> 8);
                bytes[length + 1] = (byte) value;
                length += 2;
            } else {
                return null;
            }
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    /** The text of an address. An IPv6 address that holds an IPv4 address is shown as that one. */
    public static String format(byte[] address) {
        byte[] bytes = unmapped(address);
        if (bytes.length == 4) {
            return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + "." + (bytes[3] & 0xFF);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xFF) << 8 | (bytes[2 * i + 1] & 0xFF);
        }
        return format(groups);
    }

    private static String format(int[] groups) {
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gapStart = i;
                gapLength = end - i;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gapStart) {
                out.append("::");
                i += gapLength - 1;
            } else {
                boolean first = out.isEmpty() || out.charAt(out.length() - 1) == ':';
                out.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }

    /** The 4 bytes of an IPv4 address in its IPv6 form, or the address itself. */
    public static byte[] unmapped(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return java.util.Arrays.copyOfRange(address, 12, 16);
    }

    /**
     * A network: an address without its host bits, and the length of the prefix.
     *
     * @param address 4 or 16 bytes, the host bits zero
     * @param prefix bits of the network part
     */
    public record Network(BigInteger address, int bits, int prefix) {

        /**
         * The network of a text such as {@code 10.0.0.0/8}.
         *
         * @throws BuiltinFailure if the text is none
         */
        public static Network parse(String text) {
            int slash = text.indexOf('/');
            byte[] bytes = slash < 0 ? null : GoIp.parse(text.substring(0, slash));
            String length = text.substring(slash + 1);
            if (bytes == null || !length.matches("0*[0-9]{1,4}")) {
                throw invalid(text);
            }
            int bits = bytes.length * 8;
            int prefix = Integer.parseInt(length);
            if (prefix > bits) {
                throw invalid(text);
            }
            Network network = of(bytes, prefix);
            byte[] base = network.bytes(network.address);
            // An IPv4 network in its IPv6 form is an IPv4 network.
            return bits == 128 && prefix >= 96 && GoIp.unmapped(base).length == 4
                    ? of(GoIp.unmapped(base), prefix - 96)
                    : network;
        }

        /** The network that an address belongs to. */
        public static Network of(byte[] address, int prefix) {
            int bits = address.length * 8;
            BigInteger value = new BigInteger(1, address);
            int host = bits - prefix;
            return new Network(value.shiftRight(host).shiftLeft(host), bits, prefix);
        }

        /** The last address. */
        public BigInteger last() {
            return address.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
        }

        /** Whether an address of the same kind is inside. */
        public boolean contains(BigInteger other, int otherBits) {
            return bits == otherBits && other.compareTo(address) >= 0 && other.compareTo(last()) <= 0;
        }

        /** Whether another network is inside. */
        public boolean contains(Network other) {
            return contains(other.address, other.bits) && contains(other.last(), other.bits);
        }

        /** The text of an address of this network's kind. */
        public String show(BigInteger value) {
            return GoIp.format(bytes(value));
        }

        private byte[] bytes(BigInteger value) {
            byte[] bytes = new byte[bits / 8];
            byte[] source = value.toByteArray();
            int count = Math.min(source.length, bytes.length);
            System.arraycopy(source, source.length - count, bytes, bytes.length - count, count);
            return bytes;
        }

        @Override
        public String toString() {
            return show(address) + "/" + prefix;
        }

        private static BuiltinFailure invalid(String text) {
            return BuiltinFailure.error("invalid CIDR address: " + text);
        }
    }
}
