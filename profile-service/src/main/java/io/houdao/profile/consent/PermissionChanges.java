package io.houdao.profile.consent;

import io.houdao.kit.paging.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The store of {@link PermissionChange}; things are only added to it. */
@ApplicationScoped
class PermissionChanges implements PanacheRepositoryBase<PermissionChange, Long> {

    /** Newest first. */
    List<PermissionChange> of(UUID person, int most, @Nullable Cursor after) {
        var before = after == null ? Long.valueOf(Long.MAX_VALUE) : after.as(Long::valueOf);
        return find("personId = ?1 and id < ?2 order by id desc", person, before)
                .page(Page.ofSize(most))
                .list();
    }
}
