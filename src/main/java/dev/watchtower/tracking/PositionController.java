package dev.watchtower.tracking;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Positions in, over HTTP. */
@Tag(name = "Positions")
@RestController
class PositionController {
    static final String PATH = "/api/v1/positions";

    /** An item of the body, for the API document; {@link PositionReader} reads it. */
    record PositionRequest(
            String truck,
            Instant recordedAt,
            double latitude,
            double longitude,
            @Nullable Double speedKph,
            @Nullable Double headingDegrees,
            @Nullable Boolean ignition,
            @Nullable Double odometerKm,
            @Nullable Double accuracyMeters) {}

    private final IntakeRoom room;
    private final PositionReader reader;
    private final PositionIntake intake;

    PositionController(IntakeRoom room, PositionReader reader, PositionIntake intake) {
        this.room = room;
        this.reader = reader;
        this.intake = intake;
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            array = @ArraySchema(schema = @Schema(implementation = PositionRequest.class))))
    @PostMapping(PATH)
    IntakeAnswer postPositions(InputStream body) throws IOException {
        try (var place = room.enter()) {
            return intake.accept(Source.API, reader.read(body, place));
        }
    }
}
