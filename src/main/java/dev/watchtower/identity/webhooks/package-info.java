/** What comes in from vendors who push: the guard before every feed that takes webhooks. */
@NullMarked
@NamedInterface("webhooks")
package dev.watchtower.identity.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
