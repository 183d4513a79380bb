/** Tests of evaluation. */
@NullMarked
package dev.writ.api.access;

import org.jspecify.annotations.NullMarked;
