@NullMarked
package dev.writ.ledger.pack;

import org.jspecify.annotations.NullMarked;
