/** A fixture that breaks the rules of the rooms. */
@NullMarked
package dev.writ.roomfixture.schema;

import org.jspecify.annotations.NullMarked;
