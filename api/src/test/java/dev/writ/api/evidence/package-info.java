/** Tests of evidence. */
@NullMarked
package dev.writ.api.evidence;

import org.jspecify.annotations.NullMarked;
