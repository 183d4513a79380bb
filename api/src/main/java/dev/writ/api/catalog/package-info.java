/**
 * What can be asked about: data sets, in versions that are never changed.
 *
 * <p>{@code CatalogTest} proves it through HTTP.
 */
@NullMarked
package dev.writ.api.catalog;

import org.jspecify.annotations.NullMarked;
