/** Data in: each vendor's or file's form is turned into position reports here, and known nowhere else. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "identity", "fleet", "tracking"})
package dev.watchtower.feeds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
