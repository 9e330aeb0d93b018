package dev.watchtower.tracking;

import dev.watchtower.identity.Access;
import dev.watchtower.identity.Permission;
import dev.watchtower.platform.StreetMap;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page's map is drawn on. */
@Tag(name = "Map")
@RestController
class MapController {
    /** @param streetStyleUrl of a MapLibre style; null where no street map is set */
    record MapBody(@Nullable String streetStyleUrl) {}

    private final StreetMap streets;

    MapController(StreetMap streets) {
        this.streets = streets;
    }

    @GetMapping("/api/v1/map")
    MapBody getMap() {
        Access.require(Permission.POSITIONS_READ);
        return new MapBody(streets.styleUrl().orElse(null));
    }
}
