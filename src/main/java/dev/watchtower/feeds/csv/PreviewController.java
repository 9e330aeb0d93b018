package dev.watchtower.feeds.csv;

import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Shows how a file would be imported, before it is. */
@Tag(name = "Imports")
@RestController
class PreviewController {
    private final Previews previews;
    private final WishesReader wishes;

    PreviewController(Previews previews, WishesReader wishes) {
        this.previews = previews;
        this.wishes = wishes;
    }

    @PostMapping(path = "/api/v1/imports/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schema = @Schema(implementation = ImportController.ImportRequest.class)))
    Preview previewImport(
            @Parameter(hidden = true) @RequestPart MultipartFile file,
            @Parameter(hidden = true) @RequestParam(defaultValue = "false") boolean createTrucks,
            @Parameter(hidden = true) @RequestParam(required = false) @Nullable String timeZone,
            @Parameter(hidden = true) @RequestParam(required = false) @Nullable String mapping)
            throws IOException {
        if (file.isEmpty()) {
            throw Problem.badField("file", "is empty");
        }
        try (var content = file.getInputStream()) {
            return previews.of(content, wishes.read(createTrucks, timeZone, mapping));
        }
    }
}
