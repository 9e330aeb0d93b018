@NullMarked
package dev.watchtower.platform.web;

import org.jspecify.annotations.NullMarked;
