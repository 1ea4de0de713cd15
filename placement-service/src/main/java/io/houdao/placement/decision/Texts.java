package io.houdao.placement.decision;

import io.houdao.contracts.DeviceKind;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** The sentences of one language, from {@code wording/<language>.properties}. */
final class Texts {

    private final Map<String, String> sentences;

    private Texts(Map<String, String> sentences) {
        this.sentences = sentences;
    }

    static Texts in(String language) {
        var name = "/wording/" + language + ".properties";
        try (var file = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name)) {
            var properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return new Texts(properties.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** The sentence of that key with {@code {0}}, {@code {1}} … filled in; the key itself where there is none. */
    String say(String key, String... filling) {
        var sentence = sentences.getOrDefault(key, key);
        for (var i = 0; i < filling.length; i++) {
            sentence = sentence.replace("{" + i + "}", filling[i]);
        }
        return sentence;
    }

    /** What people call a kind of device; its words where that is not known. */
    String name(DeviceKind kind) {
        return sentences.getOrDefault("kind." + kind.name(), kind.name().replace('-', ' '));
    }

    boolean has(String key) {
        return sentences.containsKey(key);
    }
}
