package io.houdao.profile.tag;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.WithinCatalogue;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person says of themself. */
@WithinCatalogue
record DeclaredTag(
        @NotNull(message = "must be a tag, as in city:beijing") @Schema(examples = "city:beijing")
        Tag tag) implements WithinCatalogue.Checked {

    @Override
    public void check(Catalogue catalogue, WithinCatalogue.Findings findings) {
        if (tag != null) {
            TagCheck.check(tag, DeviceKind.SELF, catalogue, findings);
        }
    }
}
