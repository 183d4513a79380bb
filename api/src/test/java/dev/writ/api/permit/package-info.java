/** Tests of permits. */
@NullMarked
package dev.writ.api.permit;

import org.jspecify.annotations.NullMarked;
