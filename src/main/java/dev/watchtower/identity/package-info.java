/** Organizations (the tenants), users, sessions, and how a person or program proves who asks. */
@NullMarked
@ApplicationModule(allowedDependencies = "platform")
package dev.watchtower.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
