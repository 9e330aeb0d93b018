/** The sample fleet: simulated trucks that show a newcomer what the program does, until they are removed. */
@NullMarked
package dev.watchtower.feeds.sample;

import org.jspecify.annotations.NullMarked;
