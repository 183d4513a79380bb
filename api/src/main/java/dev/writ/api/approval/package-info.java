/**
 * Change requests: actions that wait for people, their votes, delegations and emergencies.
 */
@NullMarked
package dev.writ.api.approval;

import org.jspecify.annotations.NullMarked;
