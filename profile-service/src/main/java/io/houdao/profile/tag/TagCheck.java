package io.houdao.profile.tag;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.catalogue.WithinCatalogue.Findings;

/** Whether a tag can exist, and come from where it is said to. */
public final class TagCheck {

    private TagCheck() {}

    /** Reports under {@code tag} what is wrong with {@code tag} as one that comes from {@code source}. */
    public static void check(Tag tag, DeviceKind source, Catalogue catalogue, Findings findings) {
        checkKnown(tag, catalogue, findings);
        catalogue
                .domainOf(tag)
                .filter(domain -> !catalogue.yields(source, domain.dataKind()))
                .ifPresent(domain -> findings.add("tag", "must be one that " + source + " yields, was " + tag));
    }

    /** Reports under {@code tag} a tag that does not exist. */
    static void checkKnown(Tag tag, Catalogue catalogue, Findings findings) {
        var domain = catalogue.domain(tag.domain());
        if (domain.isEmpty()) {
            findings.add("tag", "must be of a domain of GET /v1/catalogue, was " + tag);
        } else if (catalogue.domainOf(tag).isEmpty()) {
            findings.add("tag", "must have one of the values " + domain.get().values() + ", was " + tag);
        }
    }
}
