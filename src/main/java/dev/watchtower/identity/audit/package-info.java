/** Reading the audit log: a list, and a file. */
@NullMarked
package dev.watchtower.identity.audit;

import org.jspecify.annotations.NullMarked;
