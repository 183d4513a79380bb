package dev.writ.policy.builtin.crypto;

import java.math.BigInteger;

/** A key that verifies, or a public key that a certificate may hold without us verifying with it. */
public sealed interface PublicKey {

    /** RSA: modulus and public exponent, both positive, the exponent below 2⁶³. */
    record Rsa(BigInteger n, BigInteger e) implements PublicKey {}

    /** A point on a NIST curve. */
    record Ec(Curve curve, BigInteger x, BigInteger y) implements PublicKey {}

    /** 32 bytes of Ed25519 (RFC 8032). */
    record Ed25519(Bytes bytes) implements PublicKey {}

    /** 32 bytes of X25519 (RFC 7748): agrees on keys, signs nothing. */
    record X25519(Bytes bytes) implements PublicKey {}

    /** DSA: shown, not used. */
    record Dsa(BigInteger p, BigInteger q, BigInteger g, BigInteger y) implements PublicKey {}
}
