package dev.watchtower.platform;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A short text on one line: no control characters, and no longer than {@link #max}. */
@Size(message = "must have at most {max} characters")
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must be on one line, without control characters")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface SingleLine {
    @OverridesAttribute(constraint = Size.class, name = "max")
    int max() default 120;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
