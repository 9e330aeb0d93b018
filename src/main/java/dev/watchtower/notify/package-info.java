/** Channels out: mail. What is to be told, the modules below publish; nobody waits for its being sent. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "identity"})
package dev.watchtower.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
