/** The service. */
@NullMarked
package dev.writ.api;

import org.jspecify.annotations.NullMarked;
