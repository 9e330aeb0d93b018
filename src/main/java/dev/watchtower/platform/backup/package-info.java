/** The commands that save the whole database in one file, and bring it back. Named by the program's entry alone. */
@NullMarked
@NamedInterface("commands")
package dev.watchtower.platform.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
