package io.houdao.endtoend.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.houdao.endtoend.SharedSuite;
import io.houdao.local.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is measured is documented, and what alerts and dashboards ask for is measured. */
class MetricsTest {

    private static final Pattern NAME = Pattern.compile("\\b(?:houdao|http|kafka|agroal|jvm)_[a-z_]+\\b");
    private static final Pattern HEADING = Pattern.compile("^### (Houdao\\w+)$", Pattern.MULTILINE);

    private final JsonNode rules = yaml("k8s/components/monitoring/alerts.yaml").at("/spec/groups/0/rules");

    @Test
    void everyMeterIsDocumentedAndEveryRowIsMeasured() {
        assertThat(Catalogue.documented("Our own")).isNotEmpty().isEqualTo(Catalogue.registered());
    }

    @Test
    void alertsDashboardsAndAutoscalersAskForWhatIsDocumented() {
        var documented = new TreeSet<>(Catalogue.documented("Our own"));
        documented.addAll(Catalogue.documented("From the libraries"));

        var asked = new TreeSet<>(names(rules));
        for (var dashboard : List.of("houdao-decisions", "houdao-flow")) {
            var names = names(yaml("k8s/components/monitoring/dashboards/" + dashboard + ".json")
                    .path("panels"));
            assertThat(names).as(dashboard).isNotEmpty();
            asked.addAll(names);
        }
        for (var service : List.of("profile", "campaign", "feedback")) {
            asked.add(yaml("k8s/components/autoscaling/" + service + "-service.yaml")
                    .at("/spec/metrics/1/pods/metric/name")
                    .asText());
        }
        assertThat(documented).containsAll(asked);
    }

    @Test
    void everyAlertHasItsRunbook() {
        var chapters = HEADING.matcher(Catalogue.text(Catalogue.ROOT.resolve("docs/operations.md")))
                .results()
                .map(chapter -> chapter.group(1))
                .collect(Collectors.toSet());
        var alerts = new HashSet<String>();
        rules.forEach(rule -> {
            var name = rule.path("alert").asText();
            alerts.add(name);
            assertThat(rule.at("/annotations/runbook").asText()).isEqualTo("docs/operations.md#" + name.toLowerCase());
        });

        assertThat(chapters).isEqualTo(alerts);
    }

    @Test
    void whatTheLibrariesMeasureIsThereUnderThisName() {
        var suite = SharedSuite.running().suite();
        var measured = Arrays.stream(Service.values())
                .map(service -> get(suite.uri(service).resolve("/q/metrics")))
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());

        assertThat(measured).containsAll(Catalogue.documented("From the libraries"));
        assertThat(measured).contains("houdao_outbox_age_seconds", "houdao_topic_age_seconds");
    }

    private static Set<String> names(JsonNode expressions) {
        return expressions.findValuesAsText("expr").stream()
                .flatMap(expression -> NAME.matcher(expression).results())
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    private static JsonNode yaml(String file) {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(Catalogue.ROOT.resolve(file).toFile());
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static String get(URI address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(address.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
