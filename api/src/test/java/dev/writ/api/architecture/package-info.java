/** The rules of the rooms, each with a fixture that breaks it on purpose. */
@NullMarked
package dev.writ.api.architecture;

import org.jspecify.annotations.NullMarked;
