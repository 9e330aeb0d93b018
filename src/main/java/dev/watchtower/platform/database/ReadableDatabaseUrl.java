package dev.watchtower.platform.database;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Blank, or an address that {@link DatabaseUrl} reads. */
@Constraint(validatedBy = ReadableDatabaseUrl.Check.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface ReadableDatabaseUrl {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<ReadableDatabaseUrl, String> {
        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text.isBlank()) {
                return true;
            }
            try {
                DatabaseUrl.read(text);
                return true;
            } catch (IllegalArgumentException e) {
                var sentence = String.valueOf(e.getMessage()).replaceAll("([\\\\{}$])", "\\\\$1"); // it is a template
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(sentence).addConstraintViolation();
                return false;
            }
        }
    }
}
