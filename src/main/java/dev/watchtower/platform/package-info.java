/** The ground floor: database, tenancy, settings, files, web errors. It knows no business words. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.watchtower.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
