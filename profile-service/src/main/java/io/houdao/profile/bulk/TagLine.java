package io.houdao.profile.bulk;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.WithinCatalogue;
import io.houdao.profile.tag.TagCheck;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tag of a person to import.
 *
 * @param source the kind of device that observed it; left out or {@code self} for what the person said
 * @param expiresAt where it is left out, or later than the catalogue keeps such a tag, the catalogue's time holds
 */
@WithinCatalogue
record TagLine(
        @NotNull(message = "must be a tag, as in rice-texture:soft")
        Tag tag,

        @NotNull(message = "must be DECLARED, OBSERVED or SURVEYED")
        Provenance provenance,

        @Nullable DeviceKind source,
        @Future(message = "must be in the future") @Nullable Instant expiresAt)
        implements WithinCatalogue.Checked {

    @Override
    public void check(Catalogue catalogue, WithinCatalogue.Findings findings) {
        if (tag == null || provenance == null) {
            return;
        }
        if ((provenance == Provenance.OBSERVED) == sourceOrSelf().equals(DeviceKind.SELF)) {
            findings.add("source", "must be the kind of device for OBSERVED, and be left out otherwise");
        } else {
            TagCheck.check(tag, sourceOrSelf(), catalogue, findings);
        }
    }

    DeviceKind sourceOrSelf() {
        return source == null ? DeviceKind.SELF : source;
    }
}
