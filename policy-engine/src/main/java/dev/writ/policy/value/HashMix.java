package dev.writ.policy.value;

/** Scatters hashes before they are added up, so that sums over different members differ. */
final class HashMix {
    private HashMix() {}

    static int mix(int hash) {
        int h = hash * 0x85EBCA6B;
        h ^= h >>> 15;
        h *= 0xC2B2AE35;
        return h ^ (h >>> 13);
    }
}
