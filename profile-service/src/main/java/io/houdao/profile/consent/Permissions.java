package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import io.houdao.kit.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store of {@link Permission}. */
@ApplicationScoped
class Permissions implements PanacheRepositoryBase<Permission, Long> {

    List<Permission> granted(UUID person, DeviceKind surface) {
        return list("personId = ?1 and surface = ?2 and decision = ?3", person, surface.name(), Decision.GRANTED);
    }

    List<Permission> of(UUID person, int most, @Nullable Cursor after) {
        var position = after == null ? Long.valueOf(0) : after.as(Long::valueOf);
        return find("personId = ?1 and id > ?2 order by id", person, position)
                .page(Page.ofSize(most))
                .list();
    }
}
