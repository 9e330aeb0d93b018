@NullMarked
package dev.watchtower.platform.database;

import org.jspecify.annotations.NullMarked;
