package io.houdao.endtoend.driver;

import java.util.List;

/** What became of an import: how many lines were taken, how many refused, and what is wrong with the first of those. */
public record Imported(int accepted, int rejected, List<Problem> problems) {

    /** Lines count from 1. */
    public record Problem(int line, String field, String detail) {}

    /** Itself, unless a line was refused: then an exception that names the first problem. */
    public Imported whole() {
        if (rejected > 0) {
            throw new IllegalStateException(rejected + " lines of an import were refused, first: "
                    + (problems.isEmpty() ? "no reason given" : problems.get(0)));
        }
        return this;
    }
}
