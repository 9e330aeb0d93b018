/** Watchtower: a control tower for truck fleets, one modular program. */
@NullMarked
package dev.watchtower;

import org.jspecify.annotations.NullMarked;
