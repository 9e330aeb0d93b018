package dev.watchtower.tracking.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The one thing that is told without a session: where the truck of a link is. */
@Tag(name = "Sharing")
@RestController
class SharedTruckController {
    private final SharedTrucks trucks;
    private final JsonMapper json;

    SharedTruckController(SharedTrucks trucks, JsonMapper json) {
        this.trucks = trucks;
        this.json = json;
    }

    @Operation(
            summary = "The truck that a link leads to; no access token is needed",
            description =
                    "With the ETag of the answer before as If-None-Match it answers 304 while nothing has changed."
                            + " 404 for every token that does not work, whatever the reason.")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = SharedTruck.class)))
    @SecurityRequirements
    @GetMapping(path = "/api/v1/shared/{token}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> getSharedTruck(@PathVariable String token) {
        var body = json.writeValueAsBytes(trucks.open(token));
        // Weak, because Tomcat does not compress what has a strong one.
        return ResponseEntity.ok()
                .eTag("W/\"" + DigestUtils.md5DigestAsHex(body) + "\"")
                .body(body);
    }
}
