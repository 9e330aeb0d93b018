/** Secrets at rest: the keys that encrypt them, and the command that changes the keys. */
@NullMarked
package dev.watchtower.platform.encryption;

import org.jspecify.annotations.NullMarked;
