/**
 * Evidence from the producer's side: sign an in-toto Statement v1 into a DSSE envelope, and submit it.
 *
 * <p>Follows the DSSE protocol (pre-authentication encoding, version 1) and in-toto Attestation Framework 1.0;
 * {@code DsseTest} checks the vector of the DSSE specification.
 */
@NullMarked
package dev.writ.cli.evidence;

import org.jspecify.annotations.NullMarked;
