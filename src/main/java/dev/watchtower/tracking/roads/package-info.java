/** The roads a fleet has driven: steps between fixes, counted over the cells of a grid, drawn as vector tiles. */
@NullMarked
package dev.watchtower.tracking.roads;

import org.jspecify.annotations.NullMarked;
