package io.houdao.endtoend.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** What a service answered: a 2xx and its JSON; {@link MissingNode} where the body was empty or of another type. */
record Answer(int status, JsonNode body) {

    <T> T as(Class<T> type) {
        return Http.read(body, type);
    }

    /** The items of a page, or of a plain list. */
    List<JsonNode> items() {
        var items = body.isArray() ? body : body.path("items");
        return Http.list(items);
    }
}
