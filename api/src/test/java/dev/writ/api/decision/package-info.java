/** Tests of decisions. */
@NullMarked
package dev.writ.api.decision;

import org.jspecify.annotations.NullMarked;
