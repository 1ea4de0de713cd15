package io.houdao.endtoend.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** A service answered with a problem (RFC 9457); the message says which request, what was wrong, and in which field. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(String method, String url, int status, JsonNode problem, String text) {
        super(method + " " + url + " was refused with " + status + describe(problem, text));
        this.status = status;
    }

    public int status() {
        return status;
    }

    private static String describe(JsonNode problem, String text) {
        if (!problem.isObject()) {
            return text.isBlank() ? "" : ": " + text;
        }
        var words = new ArrayList<String>();
        words.add(problem.path("detail").asText(problem.path("title").asText()));
        problem.path("violations")
                .forEach(violation -> words.add(violation.path("field").asText() + " "
                        + violation.path("message").asText()));
        return ": " + String.join("; ", words);
    }
}
