package io.houdao.profile.tag;

import io.houdao.contracts.Tag;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.WithinCatalogue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that a device knows of its owner now; what it reported before and is not in here is deleted. */
@Schema(examples = "{\"tags\":[{\"tag\":\"rice-texture:soft\"}]}")
record DeviceReport(
        @NotNull(message = "must be a list of tags; an empty one deletes all")
        @Size(max = 100, message = "must hold at most 100 tags")
        List<@Valid @NotNull(message = "must be a tag") Reported> tags) {

    /**
     * One tag.
     *
     * @param expiresAt where it is left out, or later than the catalogue keeps such a tag, the catalogue's time holds
     */
    @WithinCatalogue
    record Reported(
            @NotNull(message = "must be a tag, as in rice-texture:soft")
            Tag tag,

            @Future(message = "must be in the future") @Nullable
            Instant expiresAt)
            implements WithinCatalogue.Checked {

        @Override
        public void check(Catalogue catalogue, WithinCatalogue.Findings findings) {
            if (tag != null) {
                TagCheck.checkKnown(tag, catalogue, findings);
            }
        }
    }
}
