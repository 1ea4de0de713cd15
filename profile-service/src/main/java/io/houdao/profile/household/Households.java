package io.houdao.profile.household;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The store of {@link Household}. */
@ApplicationScoped
class Households implements PanacheRepositoryBase<Household, UUID> {}
