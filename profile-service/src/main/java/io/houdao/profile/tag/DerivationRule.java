package io.houdao.profile.tag;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.profile.catalogue.Catalogue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a device's changes of state add up to a tag: data, and no code.
 *
 * <p>Each change of {@code attribute} to {@code to} is worth 1, halved every {@code halfLifeDays}. Three changes within a day
 * reach an {@code atLeast} of 2.5, three over a year do not. The tag is kept until what there was has faded to half of
 * {@code atLeast}: from 5, with a half-life of 14 days and an {@code atLeast} of 2.5, that is 28 days. The catalogue's limit
 * holds all the same.
 *
 * @param rule its name, under which evidence is kept over reloads
 */
@RegisterForReflection
record DerivationRule(
        String rule, DeviceKind kind, String attribute, String to, Tag tag, double atLeast, int halfLifeDays) {

    private static final double HOURS_A_DAY = 24;

    boolean matches(DeviceKind device, StateChange change) {
        return kind.equals(device) && attribute.equals(change.attribute()) && to.equals(change.to());
    }

    /** What {@code evidence} from {@code then} is worth at {@code now}. */
    double faded(double evidence, Instant then, Instant now) {
        var days = Math.max(0, Duration.between(then, now).toMinutes()) / 60.0 / HOURS_A_DAY;
        return evidence * Math.pow(2, -days / halfLifeDays);
    }

    boolean isEnough(double evidence) {
        return evidence >= atLeast;
    }

    /** At a midnight (UTC), so that the next change on the same day changes nothing. */
    Instant expiry(double evidence, Instant now) {
        var days = halfLifeDays * Math.log(2 * evidence / atLeast) / Math.log(2);
        return now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays((long) Math.ceil(days) + 1));
    }

    /**
     * Checks it against the catalogue.
     *
     * @throws IllegalArgumentException if it could derive what its device must not yield
     */
    void requireWithin(Catalogue catalogue) {
        var domain = catalogue.domainOf(tag).orElseThrow(() -> new IllegalArgumentException(rule + ": no tag " + tag));
        if (catalogue.isSensitive(domain) || !catalogue.yields(kind, domain.dataKind())) {
            throw new IllegalArgumentException(rule + ": a " + kind + " must not yield " + tag);
        }
        if (attribute.isBlank() || to.isBlank() || !(atLeast >= 1) || halfLifeDays < 1) {
            throw new IllegalArgumentException(
                    rule + ": atLeast and halfLifeDays must be 1 or more, and texts not empty");
        }
    }
}
