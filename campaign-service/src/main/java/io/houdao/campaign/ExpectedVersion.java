package io.houdao.campaign;

import io.houdao.kit.problem.Problems;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version that a change is based on.
 *
 * @param version absent where the caller accepts any
 */
public record ExpectedVersion(@Nullable Long version) {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    /**
     * What the caller stated, in the header {@code If-Match} or in the field {@code version}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if the header is not a version
     */
    public static ExpectedVersion of(@Nullable String ifMatch, @Nullable Long field) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return new ExpectedVersion(field);
        }
        var tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problems.invalidHeader("If-Match", "must be a version as in \"3\", or * for any");
        }
        return new ExpectedVersion(Long.valueOf(tag.group(1)));
    }

    /** Itself; a 400 where the caller stated none, neither way. */
    public static ExpectedVersion required(@Nullable String ifMatch, @Nullable Long field) {
        if (ifMatch == null && field == null) {
            throw Problems.invalid(List.of(new Problems.Violation(
                    "If-Match",
                    "header",
                    "is required, or the field version: the version you read, so that nobody's change is lost")));
        }
        return of(ifMatch, field);
    }

    /**
     * Passes if {@code current} is what the caller expects.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 otherwise
     */
    public void check(long current) {
        if (version != null && version != current) {
            throw Problems.conflict("version is " + current + ", and your change is based on version " + version
                    + ". Read it again and repeat the change.");
        }
    }
}
