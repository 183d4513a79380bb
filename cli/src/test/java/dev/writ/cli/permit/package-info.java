/** Tests of the permit commands. */
@NullMarked
package dev.writ.cli.permit;

import org.jspecify.annotations.NullMarked;
