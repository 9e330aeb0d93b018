/** Phones as trackers: what Traccar Client and OsmAnd send, and how a phone is set up for a truck. */
@NullMarked
package dev.watchtower.feeds.phone;

import org.jspecify.annotations.NullMarked;
