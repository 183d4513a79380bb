/**
 * Keys, certificates and signatures as Rego's {@code crypto.*} and {@code io.jwt.*} families need them: PEM (RFC 7468),
 * DER (X.690), certificates (RFC 5280), keys (RFC 5208, 5915, 8017, 8410), JWK (RFC 7517) and JWS algorithms (RFC 7518,
 * 8037). What is accepted and the texts of errors follow Go 1.26's {@code crypto/x509} and the JOSE library of OPA
 * 1.22.2, because policies see both; arithmetic on curves and private keys is Bouncy Castle's.
 *
 * <p>Nimbus JOSE is not used here: it refuses short secrets and keys that OPA accepts, and the texts of errors are OPA's.
 * Nothing here uses the network, the clock or a source of randomness.
 *
 * <p>On purpose, unlike OPA: HS* does not sign with the bytes of an Ed25519 key, one half of which everybody knows; RSA keys
 * above 16,384 bits are refused; ECDSA signs deterministically (RFC 6979).
 *
 * <p>Proof: {@code StandardBuiltinsTest} with the tables {@code tokens}, {@code certificates}, {@code chains}, {@code keys}
 * and {@code aws}, by values that the real OPA gave; {@code SigningTest}; {@code HostileCryptoTest} for bytes that are
 * none of these.
 */
@NullMarked
package dev.writ.policy.builtin.crypto;

import org.jspecify.annotations.NullMarked;
