/** A fleet that is not there: its roads, its plan, and what its trackers send. All of it follows from a seed and times. */
@NullMarked
package dev.watchtower.feeds.sample.simulation;

import org.jspecify.annotations.NullMarked;
