package io.houdao.profile.catalogue;

import io.houdao.contracts.profile.PermittedTag.Family;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue over HTTP. */
@Path("/v1/catalogue")
@Tag(name = "Catalogue", description = "Which kinds of devices, data and tags exist")
class CatalogueResource {

    private final Catalogue catalogue;

    CatalogueResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns all of it, to anybody with a token. */
    @GET
    @Authenticated
    @Operation(summary = "Everything there is")
    public View get() {
        var domains = catalogue.tagDomains().stream().map(this::view).toList();
        return new View(catalogue.deviceKinds(), catalogue.dataKinds(), domains);
    }

    private DomainView view(TagDomain domain) {
        return new DomainView(
                domain.domain(),
                catalogue.familyOf(domain),
                domain.dataKind(),
                domain.values(),
                catalogue.isSensitive(domain),
                domain.keptDays(),
                domain.name());
    }

    /** The catalogue. */
    record View(List<KindOfDevice> deviceKinds, List<KindOfData> dataKinds, List<DomainView> tagDomains) {}

    /** A tag domain with what follows from the kind of data it is about. */
    record DomainView(
            String domain,
            Family family,
            String dataKind,
            List<String> values,
            boolean sensitive,
            int keptDays,
            Name name) {}
}
