package dev.watchtower.platform.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Map")
@RestController
class MapController {
    /** @param streetStyleUrl of a MapLibre style; null where no street map is set */
    record MapBody(@Nullable String streetStyleUrl) {}

    private final MapSettings settings;

    MapController(MapSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/api/v1/map")
    MapBody getMap() {
        return new MapBody(settings.styleUrl().isBlank() ? null : settings.styleUrl());
    }
}
