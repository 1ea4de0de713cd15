package io.houdao.campaign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.houdao.campaign.lineitem.LineItemBody;
import io.houdao.campaign.review.Preview;
import io.houdao.campaign.review.bottomline.Rule;
import io.houdao.kit.problem.JsonProblems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells everything that is wrong with a campaign, all at once and without keeping anything: what cannot be read, what is
 * missing or contradicts itself, and what the bottom line would find in the rest.
 */
@ApplicationScoped
class DryRun {

    private final ObjectMapper json;
    private final Validator validator;
    private final Preview preview;

    DryRun(ObjectMapper json, Validator validator, Preview preview) {
        this.json = json;
        this.validator = validator;
        this.preview = preview;
    }

    /**
     * What became of it.
     *
     * @param valid whether it could be created and submitted as it is
     */
    record Checked(boolean valid, List<Wrong> problems) {}

    /**
     * One thing that is wrong.
     *
     * @param pointer RFC 6901, into what was sent
     * @param rule of the bottom line; absent where the document itself is wrong
     * @param fix absent where the detail says it
     */
    record Wrong(
            String pointer,
            @Nullable Rule rule,
            String detail,
            @Nullable String fix) {}

    Checked check(String document) {
        var unread = new Unread();
        try {
            var body = json.readerFor(CampaignBody.class).withHandler(unread).<CampaignBody>readValue(document);
            return body == null ? notACampaign("must be a JSON object") : check(body, unread.detailByPointer);
        } catch (JsonProcessingException e) {
            return notACampaign(JsonProblems.message(e));
        }
    }

    private static Checked notACampaign(String detail) {
        return new Checked(false, List.of(new Wrong("", null, detail, null)));
    }

    private Checked check(CampaignBody body, Map<String, String> unread) {
        var details = new LinkedHashMap<>(unread);
        for (var violation : validator.validate(body)) {
            var pointer = pointer(violation);
            if (unread.keySet().stream().noneMatch(read -> isPartOf(pointer, read) || isPartOf(read, pointer))) {
                details.putIfAbsent(pointer, violation.getMessage());
            }
        }
        var problems = new ArrayList<Wrong>();
        details.forEach((pointer, detail) -> problems.add(new Wrong(pointer, null, detail, null)));
        preview.findings(body.category() == null ? "" : body.category(), sound(body, details))
                .forEach(finding ->
                        problems.add(new Wrong(finding.pointer(), finding.rule(), finding.detail(), finding.fix())));
        return new Checked(problems.isEmpty(), problems);
    }

    /** The line items in which nothing was found, by their place. */
    private static Map<Integer, LineItemBody> sound(CampaignBody body, Map<String, String> details) {
        var sound = new TreeMap<Integer, LineItemBody>();
        var all = body.lineItems() == null ? List.<LineItemBody>of() : body.lineItems();
        for (var i = 0; i < all.size(); i++) {
            var pointer = "/lineItems/" + i;
            if (details.keySet().stream().noneMatch(wrong -> isPartOf(wrong, pointer))) {
                sound.put(i, all.get(i));
            }
        }
        return sound;
    }

    private static boolean isPartOf(String pointer, String whole) {
        return pointer.equals(whole) || pointer.startsWith(whole + "/");
    }

    /** From {@code lineItems[1].creatives[0].benefit}. */
    private static String pointer(ConstraintViolation<CampaignBody> violation) {
        return "/"
                + violation
                        .getPropertyPath()
                        .toString()
                        .replaceAll("\\.?<[^>]*>|\\[]", "")
                        .replaceAll("\\[(\\w+)]", "/$1")
                        .replace('.', '/');
    }

    /** Notes what cannot be read, and goes on as if it had not been sent. */
    private static final class Unread extends DeserializationProblemHandler {

        private final Map<String, String> detailByPointer = new LinkedHashMap<>();

        private void note(JsonParser parser, String detail) {
            detailByPointer.putIfAbsent(
                    parser.getParsingContext().pathAsPointer().toString(), detail);
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context, JsonParser parser, JsonDeserializer<?> reader, Object of, String name)
                throws IOException {
            note(parser, "is not known here" + (reader == null ? "" : "; known are " + reader.getKnownPropertyNames()));
            parser.skipChildren();
            return true;
        }

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String failure) {
            note(
                    context.getParser(),
                    type.isEnum()
                            ? "must be one of " + Arrays.toString(type.getEnumConstants())
                            : "must be a " + type.getSimpleName() + ", was \"" + value + "\"");
            return nothing(type);
        }

        @Override
        public @Nullable Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> type, Number value, String failure) {
            note(context.getParser(), "must be a " + type.getSimpleName() + ", was " + value);
            return nothing(type);
        }

        @Override
        public @Nullable Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
                throws IOException {
            note(parser, "has the wrong form: a " + type.getRawClass().getSimpleName() + " is expected");
            parser.skipChildren();
            return nothing(type.getRawClass());
        }

        @Override
        public @Nullable Object handleInstantiationProblem(
                DeserializationContext context, Class<?> type, Object argument, Throwable failure) {
            note(context.getParser(), String.valueOf(failure.getMessage()));
            return null;
        }

        private static @Nullable Object nothing(Class<?> type) {
            if (type == boolean.class) {
                return false;
            }
            if (type == int.class) {
                return 0;
            }
            return type == long.class ? 0L : null;
        }
    }
}
