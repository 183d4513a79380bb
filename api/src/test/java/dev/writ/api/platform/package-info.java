/** Tests of what the rooms stand on. */
@NullMarked
package dev.writ.api.platform;

import org.jspecify.annotations.NullMarked;
