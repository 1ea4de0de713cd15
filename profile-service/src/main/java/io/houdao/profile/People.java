package io.houdao.profile;

import io.houdao.kit.problem.Problems;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The store of {@link Person}. */
@ApplicationScoped
public class People implements PanacheRepositoryBase<Person, UUID> {

    /** Who is known to the others by {@code pseudonym}, if they are still here. */
    public Optional<UUID> byPseudonym(UUID pseudonym) {
        return find("select p.id from Person p where p.pseudonym = ?1", pseudonym)
                .project(UUID.class)
                .firstResultOptional();
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
