package io.houdao.profile.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reads the catalogue from its files. */
public final class CatalogueFiles {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private CatalogueFiles() {}

    /**
     * The catalogue of {@code resources/catalogue}.
     *
     * @throws IllegalArgumentException if it contradicts itself: better no service than one that guesses
     */
    @Produces
    @Singleton
    public static Catalogue read() {
        return new Catalogue(
                read("device-kinds", KindOfDevice.class),
                read("data-kinds", KindOfData.class),
                read("tag-domains", TagDomain.class));
    }

    private static <T> List<T> read(String name, Class<T> type) {
        try (var file = CatalogueFiles.class.getResourceAsStream("/catalogue/" + name + ".json")) {
            var list = JSON.getTypeFactory().constructCollectionType(List.class, type);
            return JSON.readValue(Objects.requireNonNull(file, name), list);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read catalogue/" + name + ".json", e);
        }
    }
}
