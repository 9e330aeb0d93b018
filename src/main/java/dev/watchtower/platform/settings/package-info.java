@NullMarked
package dev.watchtower.platform.settings;

import org.jspecify.annotations.NullMarked;
