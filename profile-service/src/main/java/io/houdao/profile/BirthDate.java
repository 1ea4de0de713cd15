package io.houdao.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A day on which somebody alive was born: it decides who is a child, so it must not be a guess. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = BirthDate.Check.class)
public @interface BirthDate {

    /** What is told. */
    String message() default "must be a date from 1900-01-01 to today, as in 1990-05-17";

    /** Unused. */
    Class<?>[] groups() default {};

    /** Unused. */
    Class<? extends Payload>[] payload() default {};

    /** Checks it. */
    @ApplicationScoped
    class Check implements ConstraintValidator<BirthDate, LocalDate> {

        private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

        private final Clock clock;

        Check(Clock clock) {
            this.clock = clock;
        }

        /** Whether somebody who is alive on {@code today} may have been born on {@code date}. */
        public static boolean isPlausible(@Nullable LocalDate date, LocalDate today) {
            return date != null && !date.isBefore(EARLIEST) && !date.isAfter(today);
        }

        @Override
        public boolean isValid(@Nullable LocalDate date, ConstraintValidatorContext context) {
            return isPlausible(date, LocalDate.now(clock));
        }
    }
}
