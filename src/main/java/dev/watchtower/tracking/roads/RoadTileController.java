package dev.watchtower.tracking.roads;

import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Map")
@RestController
class RoadTileController {
    static final String VECTOR_TILE = "application/vnd.mapbox-vector-tile";

    /** After that the map asks again by itself, so that it shows what was driven meanwhile. */
    private static final CacheControl A_MINUTE =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate();

    private final DrivenRoads roads;

    RoadTileController(DrivenRoads roads) {
        this.roads = roads;
    }

    @Operation(
            summary = "The roads that your trucks have driven, as a Mapbox vector tile",
            description = "Layer `roads`, lines with `n`: how often driven, rounded down to two binary digits."
                    + " 204 where there are none.")
    @GetMapping(path = "/api/v1/roads/tiles/{z}/{x}/{y}", produces = VECTOR_TILE)
    ResponseEntity<byte[]> getRoadTile(@PathVariable int z, @PathVariable int x, @PathVariable int y) {
        if (z < Grid.MIN_ZOOM || z > Grid.MAX_ZOOM) {
            throw Problem.badField("z", "must be from " + Grid.MIN_ZOOM + " to " + Grid.MAX_ZOOM);
        }
        onTheMap("x", x, z);
        onTheMap("y", y, z);
        return roads.tile(z, x, y)
                .map(tile -> answer(HttpStatus.OK).eTag(tag(tile)).body(tile))
                .orElseGet(() -> answer(HttpStatus.NO_CONTENT).build());
    }

    /** Kept per access token: the next person at this browser may belong to another organization. */
    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status).cacheControl(A_MINUTE).varyBy(HttpHeaders.AUTHORIZATION);
    }

    /** Weak, because Tomcat does not compress what has a strong one. */
    private static String tag(byte[] tile) {
        return "W/\"" + DigestUtils.md5DigestAsHex(tile) + "\"";
    }

    private static void onTheMap(String field, int value, int zoom) {
        if (value < 0 || value >= Grid.tiles(zoom)) {
            throw Problem.badField(field, "must be from 0 to " + (Grid.tiles(zoom) - 1) + " at zoom " + zoom);
        }
    }
}
