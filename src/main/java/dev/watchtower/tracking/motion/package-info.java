/** What a truck's fixes say about its motion: a pure function, and nothing that stores or tells. */
@NullMarked
package dev.watchtower.tracking.motion;

import org.jspecify.annotations.NullMarked;
