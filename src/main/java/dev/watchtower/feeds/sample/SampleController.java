package dev.watchtower.feeds.sample;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sample fleet over HTTP. */
@Tag(name = "Sample fleet")
@RestController
@RequestMapping("/api/v1/sample")
class SampleController {
    /**
     * The sample fleet as answered.
     *
     * @param trucks how many it has
     * @param progress of making or removing it, from 0 to 1
     * @param since the first moment that was simulated; null where there never was one
     */
    record SampleBody(
            SampleFleet.State state,
            int trucks,
            double progress,
            @Nullable Instant since) {
        static final SampleBody NONE = new SampleBody(SampleFleet.State.NONE, 0, 0, null);

        static SampleBody of(SampleFleet fleet) {
            var trucks = fleet.state() == SampleFleet.State.REMOVED
                    ? 0
                    : fleet.trucks().size();
            return new SampleBody(fleet.state(), trucks, fleet.progress(), fleet.since());
        }
    }

    private final SampleFleets fleets;

    SampleController(SampleFleets fleets) {
        this.fleets = fleets;
    }

    @GetMapping
    SampleBody getSample() {
        return fleets.find().map(SampleBody::of).orElse(SampleBody.NONE);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void removeSample() {
        fleets.remove();
    }
}
