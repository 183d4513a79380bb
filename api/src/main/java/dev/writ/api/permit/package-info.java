/**
 * Permits: signed statements that these digests may go to this environment until then, their redemption and revocation.
 */
@NullMarked
package dev.writ.api.permit;

import org.jspecify.annotations.NullMarked;
