package dev.watchtower.identity;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Problem.FieldFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What a new password must be like: long, not longer than bcrypt reads, and not easy to guess. */
final class PasswordRules {
    static final int FEWEST_CHARACTERS = 12;
    static final int MOST_BYTES = 72;

    /** Below this many guesses it is one of the common ones, or one that is made of them as people do. */
    private static final double FEWEST_GUESSES = 1e9;

    private PasswordRules() {}

    /** Whether bcrypt reads all of it. */
    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /**
     * Checks a new password.
     *
     * @param field that it came in
     * @param known what is known of the person, such as the e-mail: a password made of it is easy to guess
     * @throws Problem 422 {@code weak-password} where it must not be used
     */
    static void check(String password, String field, List<String> known) {
        fault(password, known).ifPresent(fault -> {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "weak-password", "The password " + fault)
                    .with("errors", List.of(new FieldFault(field, fault)));
        });
    }

    /** What is wrong with it, to stand after "the password". */
    static Optional<String> fault(String password, List<String> known) {
        if (password.codePointCount(0, password.length()) < FEWEST_CHARACTERS) {
            return Optional.of("must have at least " + FEWEST_CHARACTERS + " characters.");
        }
        if (!fits(password)) {
            return Optional.of("must have at most " + MOST_BYTES + " bytes.");
        }
        // Its dictionaries take some memory, and a password is seldom chosen: they are read each time.
        var strength = new Zxcvbn().measure(password, withParts(known));
        if (strength.getGuesses() >= FEWEST_GUESSES) {
            return Optional.empty();
        }
        var why = strength.getFeedback().getWarning(Locale.ROOT);
        return Optional.of("is too easy to guess. "
                + (why.isBlank() ? "Add another word or two, uncommon ones are better." : why));
    }

    private static List<String> withParts(List<String> known) {
        var all = new ArrayList<>(List.of("watchtower"));
        known.forEach(text -> {
            all.add(text);
            all.addAll(List.of(text.split("[@.\\s]+")));
            all.addAll(List.of(text.split("[^\\p{L}\\p{N}]+")));
        });
        return all;
    }
}
