package io.houdao.profile.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a request says must exist in the catalogue, and be allowed by it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WithinCatalogue.Check.class)
public @interface WithinCatalogue {

    /** Unused: each finding has its own message. */
    String message() default "is not in the catalogue";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** A body that can be checked; fields may still be null, which is for other constraints to tell. */
    interface Checked {

        /** Reports what is not as {@code catalogue} has it. */
        void check(Catalogue catalogue, Findings findings);
    }

    /** Where a check says what it found. */
    interface Findings {

        /** Reports that {@code field} is wrong, and how to put it right. */
        void add(String field, String message);
    }

    /** Runs the checks. */
    @ApplicationScoped
    class Check implements ConstraintValidator<WithinCatalogue, Checked> {

        private final Catalogue catalogue;

        Check(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        @Override
        public boolean isValid(Checked body, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            var found = new boolean[1];
            body.check(catalogue, (field, message) -> {
                found[0] = true;
                context.buildConstraintViolationWithTemplate(literally(message))
                        .addPropertyNode(field)
                        .addConstraintViolation();
            });
            return !found[0];
        }

        /** A message is no template: what a caller wrote into a field must not be interpreted. */
        private static String literally(String message) {
            return message.replaceAll("[\\\\{}$]", "\\\\$0");
        }
    }
}
