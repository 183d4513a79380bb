/**
 * Keys of evidence producers: Ed25519, as PKCS#8 PEM files that OpenSSL reads and writes too.
 *
 * <p>Follows RFC 8410 and RFC 8032; {@code ProducerKeyTest} checks an RFC 8032 vector and files made by others.
 */
@NullMarked
package dev.writ.cli.key;

import org.jspecify.annotations.NullMarked;
