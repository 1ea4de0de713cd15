package io.houdao.profile;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;

/** Who may touch whom. For everyone else a person does not exist: even that they do is private. */
@ApplicationScoped
public class Access {

    private final Caller caller;

    Access(Caller caller) {
        this.caller = caller;
    }

    /**
     * Lets only {@code person} through.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for everyone else
     */
    public void self(UUID person) {
        selfOr(person);
    }

    /**
     * Lets {@code person} through, and whoever has one of {@code roles}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for everyone else
     */
    public void selfOr(UUID person, String... roles) {
        if (!caller.is(person) && Arrays.stream(roles).noneMatch(caller::has)) {
            throw Problems.notFound("person", person);
        }
    }
}
