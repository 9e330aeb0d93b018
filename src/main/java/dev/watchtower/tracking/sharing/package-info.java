/** Links by which someone without an account watches one truck for a while. */
@NullMarked
package dev.watchtower.tracking.sharing;

import org.jspecify.annotations.NullMarked;
