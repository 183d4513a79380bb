/** Tests of operations. */
@NullMarked
package dev.writ.api.operation;

import org.jspecify.annotations.NullMarked;
