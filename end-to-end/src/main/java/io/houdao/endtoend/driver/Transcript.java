package io.houdao.endtoend.driver;

import com.fasterxml.jackson.databind.JsonNode;

/** Hears every exchange with a service, after the answer came; called by the thread that asked. */
@FunctionalInterface
public interface Transcript {

    /** Hears nothing. */
    Transcript NONE = exchange -> {};

    void heard(Exchange exchange);

    /**
     * One request and its answer.
     *
     * @param caller who asked, such as {@code device 4f1c…}
     * @param url whole, as curl would want it
     * @param request the body; missing where there was none
     * @param answer the body; missing where there was none, or where it was no JSON
     */
    record Exchange(String caller, String method, String url, JsonNode request, int status, JsonNode answer) {}
}
