package io.houdao.profile;

import io.houdao.kit.problem.Problems;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The store of {@link Person}. */
@ApplicationScoped
public class People implements PanacheRepositoryBase<Person, UUID> {

    /** Who is known to the others by {@code pseudonym}, or was before a merge, if they are still here. */
    public Optional<UUID> byPseudonym(UUID pseudonym) {
        return getEntityManager()
                .createNativeQuery("""
                        select id from person where pseudonym = ?1
                        union all
                        select person_id from former_name where pseudonym = ?1""")
                .setParameter(1, pseudonym)
                .getResultStream()
                .map(UUID.class::cast)
                .findFirst();
    }

    /**
     * Finds someone who must be there.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 otherwise
     */
    public Person get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problems.notFound("person", id));
    }
}
