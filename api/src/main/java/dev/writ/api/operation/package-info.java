/**
 * Operations: what takes longer than a caller wants to wait for an answer. Each is a resource with progress, and its result is kept for
 * a while. Which work there is, other rooms say.
 */
@NullMarked
package dev.writ.api.operation;

import org.jspecify.annotations.NullMarked;
