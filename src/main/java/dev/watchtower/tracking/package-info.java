/** Positions: taking them in, recording them, the live fleet and its watchers, and the way a truck went. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "identity", "fleet"})
package dev.watchtower.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
