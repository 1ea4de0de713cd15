package io.houdao.profile;

import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.houdao.kit.security.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may touch whom. For everyone else a person does not exist: even that they do is private. An agent must say why, in
 * the query parameter {@code reason}, and it is noted before they see anything.
 */
@ApplicationScoped
public class Access {

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;

    private final Caller caller;
    private final AgentAccesses accesses;
    private final UriInfo uri;
    private final Request request;

    Access(Caller caller, AgentAccesses accesses, UriInfo uri, Request request) {
        this.caller = caller;
        this.accesses = accesses;
        this.uri = uri;
        this.request = request;
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
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for everyone else; 400 for an agent who gives no reason
     */
    public void selfOr(UUID person, String... roles) {
        if (caller.is(person)) {
            return;
        }
        var role = Arrays.stream(roles)
                .filter(caller::has)
                .findFirst()
                .orElseThrow(() -> Problems.notFound("person", person));
        if (role.equals(Roles.AGENT)) {
            asAgent(person);
        }
    }

    /**
     * Notes that the agent who is calling is about to touch {@code person}, be it themself.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such person; 400 if they give no reason
     */
    public void asAgent(UUID person) {
        accesses.note(person, caller.name(), action(), reason());
    }

    /** Notes that the agent who is calling will touch {@code person} too, if there is such a person. */
    public void alsoTouches(UUID person) {
        accesses.noteIfThere(person, caller.name(), action(), reason());
    }

    /** Whether {@code person} is calling themself. */
    public boolean isSelf(UUID person) {
        return caller.is(person);
    }

    /** Who is calling, if an agent does. */
    public Optional<String> agent() {
        return caller.has(Roles.AGENT) ? Optional.of(caller.name()) : Optional.empty();
    }

    /**
     * Why an agent is calling.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if they do not say
     */
    public String reason() {
        return Optional.ofNullable(uri.getQueryParameters().getFirst("reason"))
                .map(String::strip)
                .filter(reason -> reason.length() >= SHORTEST_REASON && reason.length() <= LONGEST_REASON)
                .orElseThrow(() -> Problems.invalid(
                        "reason", "must say, in 3 to 500 characters, why an agent needs this; the person can read it"));
    }

    /** What was asked for, without anybody's id. */
    private String action() {
        var path = uri.getPath().replaceFirst("^/", "").replaceFirst("people/[^/]+", "people/{personId}");
        return request.getMethod() + " /" + path;
    }
}
