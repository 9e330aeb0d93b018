/** The past shown again: stored positions in windows of time, and what happened meanwhile. Reads only. */
@NullMarked
package dev.watchtower.tracking.playback;

import org.jspecify.annotations.NullMarked;
