package dev.writ.policy.builtin.crypto;

import java.math.BigInteger;

/** Object identifiers of certificate policies, whose components have any size. */
final class PolicyOid {

    private PolicyOid() {}

    /** Whether bytes are the contents of an object identifier. */
    static boolean isValid(byte[] der) {
        if (der.length == 0 || der[der.length - 1] < 0) {
            return false;
        }
        boolean start = true;
        for (byte b : der) {
            if (start && (b & 0xFF) == 0x80) {
                return false;
            }
            start = b >= 0;
        }
        return true;
    }

    /** The components with dots. */
    static String text(byte[] der) {
        StringBuilder out = new StringBuilder();
        BigInteger component = BigInteger.ZERO;
        for (byte b : der) {
            component = component.shiftLeft(7).or(BigInteger.valueOf(b & 0x7F));
            if (b >= 0) {
                append(out, component);
                component = BigInteger.ZERO;
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, BigInteger component) {
        if (out.isEmpty()) {
            BigInteger first = component.divide(BigInteger.valueOf(40)).min(BigInteger.TWO);
            out.append(first).append('.').append(component.subtract(first.multiply(BigInteger.valueOf(40))));
        } else {
            out.append('.').append(component);
        }
    }
}
