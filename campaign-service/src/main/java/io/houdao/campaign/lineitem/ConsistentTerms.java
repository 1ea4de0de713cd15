package io.houdao.campaign.lineitem;

import io.houdao.campaign.audience.AudienceSyntaxException;
import io.houdao.campaign.audience.AudienceText;
import io.houdao.campaign.lineitem.LineItemBody.CapBody;
import io.houdao.campaign.lineitem.LineItemBody.DaypartBody;
import io.houdao.contracts.Region;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.contracts.campaign.Sequence;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a line item agree with each other. What is missing or wrong by itself is told elsewhere. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ConsistentTerms.Check.class)
@interface ConsistentTerms {

    String message() default "is not consistent";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Tells everything that does not agree, each at its field. */
    class Check implements ConstraintValidator<ConsistentTerms, LineItemBody> {

        private static final Set<String> COUNTRIES = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);

        @Override
        public boolean isValid(LineItemBody body, ConstraintValidatorContext context) {
            var told = new Told(context);
            flight(body, told);
            money(body, told);
            lists(body, told);
            regions(body, told);
            sequence(body, told);
            audience(body, told);
            return !told.any;
        }

        private static void flight(LineItemBody body, Told told) {
            if (body.startsAt() != null
                    && body.endsAt() != null
                    && !body.startsAt().isBefore(body.endsAt())) {
                told.at("endsAt", "must be after startsAt");
            }
            if (body.delivery() == Delivery.GUARANTEED && body.goal() == null) {
                told.at("goal", "is required for GUARANTEED: how many impressions are promised");
            }
        }

        private static void money(LineItemBody body, Told told) {
            var budget = body.budgetMicros();
            var bid = body.bid() == null ? null : body.bid().amountMicros();
            if (body.delivery() == null || budget == null || bid == null) {
                return;
            }
            if (body.delivery() == Delivery.HOUSE) {
                if (bid != 0) {
                    told.at("bid.amountMicros", "must be 0 for HOUSE, which costs nothing");
                }
                return;
            }
            if (bid == 0) {
                told.at("bid.amountMicros", "must be more than nothing; only HOUSE is free");
            }
            if (budget == 0) {
                told.at("budgetMicros", "must be more than nothing; only HOUSE is free");
            }
            var daily = body.dailyBudgetMicros();
            if (daily != null && daily > budget) {
                told.at("dailyBudgetMicros", "must be at most budgetMicros");
            }
            if (body.bid().model() == PricingModel.FIXED_TIME && bid > budget) {
                told.at("bid.amountMicros", "must be at most budgetMicros: FIXED_TIME costs it all at once");
            }
        }

        private static void lists(LineItemBody body, Told told) {
            var dayparts = body.dayparts() == null ? List.<DaypartBody>of() : body.dayparts();
            for (var i = 0; i < dayparts.size(); i++) {
                var part = dayparts.get(i);
                if (part != null && part.fromHour() >= part.toHour()) {
                    told.at("dayparts[" + i + "].toHour", "must be after fromHour");
                }
            }
            var caps = body.caps() == null ? List.<CapBody>of() : body.caps();
            for (var i = 0; i < caps.size(); i++) {
                var window = caps.get(i) == null ? null : caps.get(i).window();
                if (window != null
                        && (window.isZero() || window.isNegative() || window.compareTo(FrequencyCap.FOREVER) > 0)) {
                    told.at("caps[" + i + "].window", "must be longer than nothing and at most P3650D");
                }
            }
        }

        /* Which subdivisions a country has is not checked: that changes too often. */
        private static void regions(LineItemBody body, Told told) {
            var unknown = (body.regions() == null ? Set.<Region>of() : body.regions())
                    .stream()
                            .filter(Objects::nonNull)
                            .filter(region ->
                                    !COUNTRIES.contains(region.country().code()))
                            .map(Region::code)
                            .sorted()
                            .toList();
            if (!unknown.isEmpty()) {
                told.at("regions", "must lie in countries of ISO 3166-1, as GB or CN-GD do; these do not: " + unknown);
            }
        }

        private static void sequence(LineItemBody body, Told told) {
            var within = body.sequence() == null ? null : body.sequence().within();
            if (within != null && (within.isZero() || within.isNegative() || within.compareTo(Sequence.LONGEST) > 0)) {
                told.at("sequence.within", "must be longer than nothing and at most P30D");
            }
        }

        private static void audience(LineItemBody body, Told told) {
            if (body.audience() != null) {
                text("audience.basic", body.audience().basic(), told);
                text("audience.aiot", body.audience().aiot(), told);
            }
        }

        private static void text(String field, @Nullable String text, Told told) {
            try {
                if (text != null) {
                    AudienceText.parse(text);
                }
            } catch (AudienceSyntaxException e) {
                told.at(field, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Violations, each at its field. */
    class Told {

        private final ConstraintValidatorContext context;
        private boolean any;

        Told(ConstraintValidatorContext context) {
            this.context = context;
        }

        void at(String field, String message) {
            if (!any) {
                context.disableDefaultConstraintViolation();
                any = true;
            }
            /* Braces would be read as parameters of a message template. */
            context.buildConstraintViolationWithTemplate(message.replace("\\", "\\\\")
                            .replace("{", "\\{")
                            .replace("}", "\\}")
                            .replace("$", "\\$"))
                    .addPropertyNode(field)
                    .addConstraintViolation();
        }
    }
}
