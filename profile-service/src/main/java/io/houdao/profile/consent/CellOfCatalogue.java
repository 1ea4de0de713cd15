package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.KindOfData;
import io.houdao.profile.catalogue.KindOfDevice.Role;
import io.houdao.profile.catalogue.WithinCatalogue;
import io.houdao.profile.catalogue.WithinCatalogue.Findings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A permission cell as a caller wrote it; it must be one that can exist. */
public interface CellOfCatalogue extends WithinCatalogue.Checked {

    /** The last time that every part of the suite can write down. */
    Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** The kind of device that data comes from, or self. */
    @Nullable
    DeviceKind source();

    /** What the data is about. */
    @Nullable
    String dataKind();

    /** The kind of device it is used on. */
    @Nullable
    DeviceKind surface();

    /** What is said to it. */
    @Nullable
    Decision decision();

    /** Until when a yes holds; absent where it has no end. */
    @Nullable
    Instant expiresAt();

    @Override
    default void check(Catalogue catalogue, Findings findings) {
        var source = source();
        var dataKind = dataKind();
        var surface = surface();
        if (source != null) {
            checkSource(source, catalogue, findings);
        }
        if (source != null && dataKind != null) {
            checkDataKind(source, dataKind, catalogue, findings);
        }
        if (surface != null && !catalogue.isSurface(surface)) {
            findings.add(
                    "surface",
                    "must be a device kind of GET /v1/catalogue with the role SHOWS that is not in public, was "
                            + surface);
        }
        checkExpiry(findings);
    }

    private void checkExpiry(Findings findings) {
        var end = expiresAt();
        if (end != null && decision() != null && decision() != Decision.GRANTED) {
            findings.add("expiresAt", "must be left out of a no: it holds until you say otherwise");
        }
        if (end != null && end.isAfter(LATEST)) {
            findings.add("expiresAt", "must be before the year 10000; leave it out for a yes without an end");
        }
    }

    private static void checkSource(DeviceKind source, Catalogue catalogue, Findings findings) {
        var kind = catalogue.kind(source);
        if (kind.isEmpty() && !source.equals(DeviceKind.SELF)) {
            findings.add("source", "must be a device kind of GET /v1/catalogue or self, was " + source);
        } else if (kind.filter(found -> found.role() == Role.NEVER).isPresent()) {
            findings.add("source", "must not be " + source + ": it never yields data, whatever anybody grants");
        }
    }

    private static void checkDataKind(DeviceKind source, String dataKind, Catalogue catalogue, Findings findings) {
        var kind = catalogue.dataKind(dataKind);
        if (kind.isEmpty()) {
            findings.add("dataKind", "must be a data kind of GET /v1/catalogue, was " + dataKind);
        } else if (kind.filter(KindOfData::sensitive).isPresent()) {
            findings.add("dataKind", "must not be " + dataKind + ": it is sensitive and is never used for ads");
        } else if (canYield(source, catalogue) && !catalogue.yields(source, dataKind)) {
            findings.add("dataKind", "must be one that " + source + " yields, see GET /v1/catalogue, was " + dataKind);
        }
    }

    /** Where it cannot, {@code source} is told already, and nothing would be right for {@code dataKind}. */
    private static boolean canYield(DeviceKind source, Catalogue catalogue) {
        return source.equals(DeviceKind.SELF)
                || catalogue
                        .kind(source)
                        .filter(kind -> kind.role() != Role.NEVER)
                        .isPresent();
    }
}
