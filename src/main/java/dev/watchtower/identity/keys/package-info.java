/** API keys, by which services act for an organization. */
@NullMarked
package dev.watchtower.identity.keys;

import org.jspecify.annotations.NullMarked;
