/** Tests of the catalog. */
@NullMarked
package dev.writ.api.catalog;

import org.jspecify.annotations.NullMarked;
