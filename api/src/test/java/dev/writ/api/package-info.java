/** Tests of the service as a whole, through HTTP on the started application. */
@NullMarked
package dev.writ.api;

import org.jspecify.annotations.NullMarked;
