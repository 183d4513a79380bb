/**
 * Who callers are: principals, API tokens, people who sign in at an issuer, groups, and the bootstrap of the first administrator.
 *
 * <p>API tokens are 32 random bytes; only their SHA-256 is stored. Tokens of an issuer are JWTs (RFC 7519, RFC 9068) whose keys are found
 * by OpenID Connect Discovery. {@code IdentityTest}, {@code SignInTest} and {@code EndpointsTest} prove it through HTTP.
 */
@NullMarked
package dev.writ.api.identity;

import org.jspecify.annotations.NullMarked;
