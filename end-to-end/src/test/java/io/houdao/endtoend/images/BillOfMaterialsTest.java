package io.houdao.endtoend.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.endtoend.k8s.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A service's bill of materials names every library that is shipped with it, in the version that is. */
class BillOfMaterialsTest {

    static final List<String> SERVICES = Manifests.SERVICES;

    private static final Pattern LIBRARY = Pattern.compile("pkg:maven/([^/]+)/([^@]+)@([^?]+).*");

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyLibraryOfAServiceIsOnIt(String service) throws IOException {
        assertThat(shipped(service)).isNotEmpty().isSubsetOf(listed(service));
    }

    private static Set<String> listed(String service) throws IOException {
        var file = Manifests.ROOT.resolve(service).resolve("target/bom.json");
        assertThat(file).as("mvn package writes it").exists();
        return new ObjectMapper()
                .readTree(file.toFile()).findValuesAsText("purl").stream()
                        .map(LIBRARY::matcher)
                        .filter(library -> library.matches())
                        .map(library -> library.group(1) + "." + library.group(2) + "-" + library.group(3) + ".jar")
                        .collect(Collectors.toSet());
    }

    /** As Quarkus names them: group, artifact and version. */
    private static List<String> shipped(String service) throws IOException {
        try (var files = Files.list(Manifests.ROOT.resolve(service).resolve("target/quarkus-app/lib/main"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
