package io.houdao.profile.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is taken for sound without the validator must be what the validator lets pass. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SoundLinesTest {

    private static final String DEVICE =
            "{\"deviceId\":\"77777777-7777-4777-8777-777777777777\",\"kind\":\"tv\",\"shared\":true}";
    private static final String PERMISSION = """
            {"source":"rice-cooker","dataKind":"cooking","surface":"tv","purpose":"personalised-ads",\
            "decision":"granted","textVersion":"2026-03","expiresAt":"2998-01-01T00:00:00Z"}""";
    private static final String TAG = """
            {"tag":"rice-texture:soft","provenance":"OBSERVED","source":"rice-cooker","expiresAt":"2999-01-01T00:00:00Z"}""";
    private static final String SWITCHES =
            "{\"quietScenes\":[\"home/sport\"],\"dailyAdLimitByScene\":{\"home/sport\":3}}";

    /** What is in a sound line, and what would make it unsound in its place. */
    private static final List<String[]> FAULTS = List.of(
            fault("\"personId\":\"55555555-5555-4555-8555-555555555555\"", "\"personId\":null"),
            fault("1990-05-17", "1899-12-31"),
            fault("1990-05-17", "2999-01-01"),
            fault("\"1990-05-17\"", "null"),
            fault("\"kind\":\"tv\"", "\"kind\":null"),
            fault("\"kind\":\"tv\"", "\"kind\":\"abacus\""),
            fault("\"kind\":\"tv\"", "\"kind\":\"store-screen\""),
            fault(DEVICE, "null"),
            fault(DEVICE, many(DEVICE)),
            fault("\"source\":\"rice-cooker\",\"dataKind\"", "\"source\":null,\"dataKind\""),
            fault("\"source\":\"rice-cooker\",\"dataKind\"", "\"source\":\"story-machine\",\"dataKind\""),
            fault("\"source\":\"rice-cooker\",\"dataKind\"", "\"source\":\"abacus\",\"dataKind\""),
            fault("\"source\":\"rice-cooker\",\"dataKind\"", "\"source\":\"self\",\"dataKind\""),
            fault("\"dataKind\":\"cooking\"", "\"dataKind\":null"),
            fault("\"dataKind\":\"cooking\"", "\"dataKind\":\"viewing\""),
            fault("\"dataKind\":\"cooking\"", "\"dataKind\":\"sleep-health\""),
            fault("\"surface\":\"tv\"", "\"surface\":null"),
            fault("\"surface\":\"tv\"", "\"surface\":\"rice-cooker\""),
            fault("\"surface\":\"tv\"", "\"surface\":\"store-screen\""),
            fault("\"purpose\":\"personalised-ads\"", "\"purpose\":null"),
            fault("\"decision\":\"granted\"", "\"decision\":null"),
            fault("\"textVersion\":\"2026-03\"", "\"textVersion\":\"" + "9".repeat(101) + "\""),
            fault("\"decision\":\"granted\"", "\"decision\":\"denied\""),
            fault("2998-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
            fault("2998-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"),
            fault(PERMISSION, "null"),
            fault(PERMISSION, many(PERMISSION)),
            fault("\"tag\":\"rice-texture:soft\"", "\"tag\":null"),
            fault("\"tag\":\"rice-texture:soft\"", "\"tag\":\"rice-texture:blue\""),
            fault("\"tag\":\"rice-texture:soft\"", "\"tag\":\"shoe-size:44\""),
            fault("\"tag\":\"rice-texture:soft\"", "\"tag\":\"viewing-genre:sport\""),
            fault("\"provenance\":\"OBSERVED\"", "\"provenance\":null"),
            fault("\"provenance\":\"OBSERVED\"", "\"provenance\":\"DECLARED\""),
            fault("\"source\":\"rice-cooker\",\"expiresAt\"", "\"expiresAt\""),
            fault("2999-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
            fault(TAG, "null"),
            fault(TAG, many(TAG)),
            fault("{\"home/sport\":3}", "{\"home/sport\":-1}"),
            fault("[\"home/sport\"]", "[null]"));

    @Inject
    SoundLines sound;

    @Inject
    Validator validator;

    @Inject
    ObjectMapper json;

    @Test
    void whatTheValidatorRefusesIsNotSound() {
        for (var fault : FAULTS) {
            var line = read(replaced(sound(), fault));
            assertThat(validator.validate(line)).as(fault[1]).isNotEmpty();
            assertThat(sound.test(line)).as(fault[1]).isFalse();
        }
    }

    @Test
    void whatIsAsItShouldBeNeedsNoValidator() {
        var least = "{\"personId\":\"55555555-5555-4555-8555-555555555555\",\"birthDate\":\"1990-05-17\"}";
        for (var text : List.of(least, sound(), sound().replace(DEVICE, String.join(",", List.of(DEVICE, DEVICE))))) {
            var line = read(text);
            assertThat(validator.validate(line)).isEmpty();
            assertThat(sound.test(line)).isTrue();
        }
    }

    private static String[] fault(String right, String wrong) {
        return new String[] {right, wrong};
    }

    private static String many(String part) {
        return String.join(",", Stream.generate(() -> part).limit(1_001).toList());
    }

    private static String sound() {
        return "{\"personId\":\"55555555-5555-4555-8555-555555555555\",\"birthDate\":\"1990-05-17\",\"devices\":["
                + DEVICE + "],\"permissions\":[" + PERMISSION + "],\"tags\":[" + TAG + "],\"switches\":" + SWITCHES
                + "}";
    }

    private static String replaced(String text, String[] fault) {
        assertThat(text).contains(fault[0]);
        return text.replace(fault[0], fault[1]);
    }

    private PersonLine read(String text) {
        try {
            return json.readValue(text, PersonLine.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
