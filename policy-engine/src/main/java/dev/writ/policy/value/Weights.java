package dev.writ.policy.value;

/** Sums of {@link RegoValue#weight weights}, brackets and commas included. */
final class Weights {
    private Weights() {}

    static int of(RegoValue[] elements) {
        long sum = 2;
        for (RegoValue element : elements) {
            sum += element.weight() + 1L;
        }
        return bounded(sum);
    }

    static int of(ObjectShape shape, RegoValue[] values) {
        long sum = 2;
        for (int slot = 0; slot < values.length; slot++) {
            sum += 2L + shape.keyInSlot(slot).weight() + values[slot].weight();
        }
        return bounded(sum);
    }

    private static int bounded(long sum) {
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }
}
