/** Positions from CSV files. */
@NullMarked
package dev.watchtower.feeds.csv;

import org.jspecify.annotations.NullMarked;
