package dev.watchtower.feeds.phone;

import dev.watchtower.identity.Access;
import dev.watchtower.platform.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Where phones report to: the address that is set in Traccar Client or OsmAnd. Answers 200 with an empty body. */
@Hidden
@RestController
@RequestMapping(method = {RequestMethod.GET, RequestMethod.POST})
class PhoneController {
    private final IntakeTokens tokens;
    private final PhoneReader reader;
    private final PhoneIntake intake;

    PhoneController(IntakeTokens tokens, PhoneReader reader, PhoneIntake intake) {
        this.tokens = tokens;
        this.reader = reader;
        this.intake = intake;
    }

    @RequestMapping({"/osmand", "/osmand/"})
    String plain(HttpServletRequest request) throws IOException, HttpRequestMethodNotSupportedException {
        return take(
                tokens.plainDoor(),
                "This address takes in nothing: it is switched off, or there are several organizations. Each phone needs one with a token.",
                request);
    }

    @RequestMapping({"/osmand/{token}", "/osmand/{token}/"})
    String withToken(@PathVariable String token, HttpServletRequest request)
            throws IOException, HttpRequestMethodNotSupportedException {
        return take(tokens.door(token), "This address takes in nothing: its token is wrong or revoked.", request);
    }

    private String take(Optional<IntakeTokens.Door> found, String closed, HttpServletRequest request)
            throws IOException, HttpRequestMethodNotSupportedException {
        if (request.getMethod().equals("HEAD")) { // who only looks at a link reports nothing
            throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET", "POST"));
        }
        var door = found.orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "no-such-intake", closed));
        if (Objects.requireNonNullElse(request.getQueryString(), "").contains(PhoneSetup.MARK)) {
            return "This is for the app Traccar Client: scan the code there, in its settings.";
        }
        var messages = reader.read(request.getQueryString(), request.getInputStream());
        Access.runSystem(door.organization(), () -> intake.accept(messages, door.token()));
        return "";
    }
}
