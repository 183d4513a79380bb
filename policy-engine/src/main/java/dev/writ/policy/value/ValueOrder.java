package dev.writ.policy.value;

/** The total order of OPA over values. */
final class ValueOrder {
    private ValueOrder() {}

    @SuppressWarnings("ReferenceEquality") // only a shortcut: the same object is equal to itself
    static int compare(RegoValue a, RegoValue b) {
        if (a == b) {
            return 0;
        }
        ValueKind kind = a.kind();
        int kinds = kind.compareTo(b.kind());
        return kinds != 0 ? kinds : sameKind(a, b);
    }

    private static int sameKind(RegoValue a, RegoValue b) {
        return switch (a) {
            case RegoString x -> x.compareText((RegoString) b);
            case RegoNumber x -> numbers(x, (RegoNumber) b);
            case RegoBoolean x -> Boolean.compare(x.value(), ((RegoBoolean) b).value());
            case RegoArray x -> x.compareElements((RegoArray) b);
            case RegoObject x -> x.compareEntries((RegoObject) b);
            case RegoSet x -> x.compareElements((RegoSet) b);
            case RegoNull x -> 0;
        };
    }

    static int compare(RegoValue[] a, RegoValue[] b) {
        int length = Math.min(a.length, b.length);
        for (int i = 0; i < length; i++) {
            int order = compare(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return a.length - b.length;
    }

    private static int numbers(RegoNumber a, RegoNumber b) {
        if (a instanceof RegoInteger x && b instanceof RegoInteger y) {
            return Long.compare(x.longValue(), y.longValue());
        }
        int signs = Integer.compare(a.signum(), b.signum());
        return signs != 0 ? signs : a.decimalValue().compareTo(b.decimalValue());
    }
}
