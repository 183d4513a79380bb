/** Formats. */
@NullMarked
package dev.writ.policy.format;

import org.jspecify.annotations.NullMarked;
