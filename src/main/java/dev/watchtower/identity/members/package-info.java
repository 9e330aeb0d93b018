/** Who belongs to an organization, and how one comes to. */
@NullMarked
package dev.watchtower.identity.members;

import org.jspecify.annotations.NullMarked;
