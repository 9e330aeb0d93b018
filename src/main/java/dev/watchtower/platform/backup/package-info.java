/** The commands that save the whole database in one file, and bring it back. */
@NullMarked
package dev.watchtower.platform.backup;

import org.jspecify.annotations.NullMarked;
