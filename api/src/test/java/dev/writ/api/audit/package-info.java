/** Tests of the ledger in the service. */
@NullMarked
package dev.writ.api.audit;

import org.jspecify.annotations.NullMarked;
