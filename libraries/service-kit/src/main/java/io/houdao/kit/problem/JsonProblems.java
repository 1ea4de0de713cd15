package io.houdao.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A body that could not be read, as a problem that names the field. */
public final class JsonProblems {

    private JsonProblems() {}

    /** The problem for {@code cause}, which Jackson threw while it read a request. */
    public static HttpProblem of(JsonProcessingException cause) {
        return Problems.invalid(field(cause), message(cause));
    }

    /** Where reading stopped, such as {@code lineItems[2].bid.model}; empty for the document as a whole. */
    public static String field(JsonProcessingException cause) {
        return cause instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonProblems::step)
                        .collect(Collectors.joining())
                        .replaceFirst("^\\.", "")
                : "";
    }

    /** What is wrong there, and what would be right, without a word of Java. */
    public static String message(JsonProcessingException cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "is not known here; known are " + unknown.getKnownPropertyIds();
        }
        if (cause instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            return "must be one of " + Arrays.toString(format.getTargetType().getEnumConstants());
        }
        if (cause.getCause() instanceof IllegalArgumentException rule) {
            return String.valueOf(rule.getMessage());
        }
        if (cause instanceof JsonMappingException) {
            return "has the wrong form: " + firstSentence(cause);
        }
        return "is not well-formed JSON, at line " + line(cause);
    }

    private static int line(JsonProcessingException cause) {
        return cause.getLocation() == null ? 1 : cause.getLocation().getLineNr();
    }

    private static String step(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
    }

    private static String firstSentence(JsonProcessingException cause) {
        var text = cause.getOriginalMessage();
        return text.replaceAll("`?(?:[a-z]+\\.)+([A-Z]\\w*)(?:\\$\\w+)?(?:<[^>]*>)?`?", "$1")
                .replaceAll("\\s*\\(.*", "");
    }
}
