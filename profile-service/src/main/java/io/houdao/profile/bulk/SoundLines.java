package io.houdao.profile.bulk;

import io.houdao.profile.BirthDate;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.WithinCatalogue;
import io.houdao.profile.device.DeviceBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which lines keep to every constraint of {@link PersonLine}. The validator walks through annotations and builds a path for
 * each of the twenty parts of a line; this asks the same in a few comparisons, and what is about the catalogue of the same
 * code. Where it says no, it is the validator that judges and explains, so it may only err towards no.
 */
@ApplicationScoped
class SoundLines implements Predicate<PersonLine> {

    private static final int MOST_PARTS = 1_000;
    private static final int LONGEST_VERSION = 100;

    private final Catalogue catalogue;
    private final Validator validator;
    private final Clock clock;

    SoundLines(Catalogue catalogue, Validator validator, Clock clock) {
        this.catalogue = catalogue;
        this.validator = validator;
        this.clock = clock;
    }

    @Override
    public boolean test(PersonLine line) {
        return line.personId() != null
                && BirthDate.Check.isPlausible(line.birthDate(), LocalDate.now(clock))
                && all(line.devices(), this::isSound)
                && all(line.permissions(), this::isSound)
                && all(line.tags(), this::isSound)
                && (line.switches() == null
                        || validator.validate(line.switches()).isEmpty());
    }

    private static <T> boolean all(List<T> parts, Predicate<T> sound) {
        if (parts.size() > MOST_PARTS) {
            return false;
        }
        for (var part : parts) {
            if (part == null || !sound.test(part)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSound(DeviceBody device) {
        return device.kind() != null && isWithinCatalogue(device);
    }

    private boolean isSound(PermissionLine permission) {
        return permission.source() != null
                && permission.dataKind() != null
                && permission.surface() != null
                && permission.purpose() != null
                && permission.decision() != null
                && (permission.textVersion() == null || permission.textVersion().length() <= LONGEST_VERSION)
                && isFuture(permission.expiresAt())
                && isWithinCatalogue(permission);
    }

    private boolean isSound(TagLine tag) {
        return tag.tag() != null && tag.provenance() != null && isFuture(tag.expiresAt()) && isWithinCatalogue(tag);
    }

    private boolean isFuture(@Nullable Instant end) {
        return end == null || end.isAfter(clock.instant());
    }

    private boolean isWithinCatalogue(WithinCatalogue.Checked part) {
        var found = new boolean[1];
        part.check(catalogue, (field, message) -> found[0] = true);
        return !found[0];
    }
}
