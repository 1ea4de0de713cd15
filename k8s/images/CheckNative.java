import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Compares what a native image of each service would know by reflection with what its sources need. */
class CheckNative {

    private static final List<String> SERVICES =
            List.of("profile-service", "campaign-service", "placement-service", "feedback-service");
    private static final Pattern REGISTERED = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern ENTITY =
            Pattern.compile("^@(?:Entity|Embeddable|MappedSuperclass)\\b", Pattern.MULTILINE);
    /** What a resource's method takes as its body or returns, as far as it is a type with a capital letter. */
    private static final Pattern BODY =
            Pattern.compile("@Valid(?: @NotNull)? ([A-Z]\\w+) |\\n    (?:public )?(?:List<|Page<|Uni<|CompletionStage<)*([A-Z]\\w+)>* \\w+\\(");
    private static final String CONFIGURATION = "META-INF/native-image/";

    public static void main(String[] arguments) throws IOException {
        var missing = new TreeSet<String>();
        for (var service : SERVICES) {
            check(service, missing);
        }
        missing.forEach(System.err::println);
        System.out.println(missing.isEmpty() ? "native: nothing is missing" : "native: " + missing.size() + " missing");
        System.exit(missing.isEmpty() ? 0 : 1);
    }

    private static void check(String service, Set<String> missing) throws IOException {
        var sources = Path.of(service, "target", "native-sources");
        try (var image = new ZipFile(runner(sources).toFile())) {
            var classes = names(text(image, CONFIGURATION + "reflect-config.json"));
            classes.addAll(names(contracts(sources.resolve("lib"))));
            var resources = text(image, CONFIGURATION + "resource-config.json");
            require(service, "entity", entities(service), classes, missing);
            require(service, "body", bodies(service), classes, missing);
            require(service, "event", names(Files.readString(Path.of(
                    "libraries/contracts/src/main/resources", CONFIGURATION, "io.houdao/contracts/reflect-config.json"))),
                    classes, missing);
            for (var migration : migrations(service)) {
                if (!resources.contains(migration)) {
                    missing.add(service + ": migration " + migration);
                }
            }
        }
    }

    private static void require(
            String service, String what, Set<String> needed, Set<String> registered, Set<String> missing) {
        if (needed.isEmpty()) {
            missing.add(service + ": no " + what + " was found at all");
        }
        needed.stream()
                .filter(name -> !registered.contains(name))
                .forEach(name -> missing.add(service + ": " + what + " " + name));
    }

    private static Path runner(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no native sources in " + folder));
        }
    }

    /** What the jar of the contracts brings along, as the compiler would read it. */
    private static String contracts(Path libraries) throws IOException {
        try (var files = Files.list(libraries)) {
            var jar = files.filter(file -> file.getFileName().toString().contains("houdao-contracts"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no contracts in " + libraries));
            try (var contents = new ZipFile(jar.toFile())) {
                return text(contents, CONFIGURATION + "io.houdao/contracts/reflect-config.json");
            }
        }
    }

    private static String text(ZipFile jar, String entry) throws IOException {
        var found = jar.getEntry(entry);
        if (found == null) {
            throw new IOException(jar.getName() + " has no " + entry);
        }
        return new String(jar.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Set<String> names(String json) {
        return REGISTERED.matcher(json).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> entities(String service) throws IOException {
        return sources(service)
                .filter(source -> ENTITY.matcher(source.text()).find())
                .map(Source::type)
                .collect(Collectors.toSet());
    }

    private static Set<String> bodies(String service) throws IOException {
        var all = sources(service).toList();
        var mentioned = all.stream()
                .filter(source -> source.type().endsWith("Resource"))
                .flatMap(source -> BODY.matcher(source.text()).results())
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .collect(Collectors.toSet());
        return all.stream()
                .filter(source -> source.text().contains(" record " + source.simpleName() + "(")
                        || source.text().contains("\nrecord " + source.simpleName() + "("))
                .filter(source -> mentioned.contains(source.simpleName()))
                .map(Source::type)
                .collect(Collectors.toSet());
    }

    private static List<String> migrations(String service) throws IOException {
        try (var own = Files.list(Path.of(service, "src/main/resources/db/migration"));
                var kit = Files.list(Path.of("libraries/service-kit/src/main/resources/db/kit"))) {
            return Stream.concat(own, kit).map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Stream<Source> sources(String service) throws IOException {
        try (var files = Files.walk(Path.of(service, "src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(Source::of).toList().stream();
        }
    }

    private record Source(String type, String text) {

        static Source of(Path file) {
            try {
                var text = Files.readString(file);
                var found = PACKAGE.matcher(text);
                var folder = found.find() ? found.group(1) : "";
                return new Source(folder + "." + file.getFileName().toString().replace(".java", ""), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String simpleName() {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }
}
