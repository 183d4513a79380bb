/** Tests of identity. */
@NullMarked
package dev.writ.api.identity;

import org.jspecify.annotations.NullMarked;
