/** The records of a fleet: trucks now, later drivers, places and clients. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "identity"})
package dev.watchtower.fleet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
