@NullMarked
package dev.writ.cli.ledger;

import org.jspecify.annotations.NullMarked;
