package io.houdao.endtoend.images;

import static io.houdao.endtoend.k8s.Manifests.each;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.endtoend.k8s.Workload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A service in its image, confined as its manifest says and told what its manifest says. */
final class Container implements AutoCloseable {

    /** What a kubelet would wait at least; the manifests allow more. */
    private static final int GRACE_SECONDS = 10;

    private static final String CGROUPS = "/sys/fs/cgroup";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Podman podman;
    private final Workload workload;
    private final URI address;
    private final Process process;

    private Container(Podman podman, Workload workload, URI address, Process process) {
        this.podman = podman;
        this.workload = workload;
        this.address = address;
        this.process = process;
    }

    /**
     * Starts the container of a pod.
     *
     * @param environment all variables, without those that the manifest reads from Secrets
     * @param secrets contents by {@code name/key}
     * @param directory for what a kubelet would mount
     * @param address where it is told to answer
     */
    static Container start(
            Podman podman,
            Workload workload,
            Map<String, String> environment,
            Map<String, String> secrets,
            Path directory,
            URI address)
            throws IOException {
        var pod = workload.pod();
        var container = pod.at("/containers/0");
        var user = pod.at("/securityContext/runAsUser").asText();
        var group = pod.at("/securityContext/runAsGroup").asText();
        var memory = bytes(container.at("/resources/limits/memory").asText());
        var line = new ArrayList<>(List.of("run", "--rm", "--pull=never", "--log-driver=none", "--network=host"));
        line.addAll(List.of("--name=" + workload.name(), "--user=" + user + ":" + group));
        line.addAll(List.of("--memory=" + memory, "--memory-swap=" + memory, "--read-only-tmpfs=false"));
        var security = container.path("securityContext");
        line.add("--read-only=" + security.path("readOnlyRootFilesystem").asBoolean());
        each(security.at("/capabilities/drop")).forEach(capability -> line.add("--cap-drop=" + capability.asText()));
        if (!security.path("allowPrivilegeEscalation").asBoolean(true)) {
            line.add("--security-opt=no-new-privileges");
        }
        for (var mount : container.path("volumeMounts")) {
            line.add(mounted(mount, volume(pod, mount.path("name").asText()), secrets, directory, group));
        }
        line.add("--env-file=" + environmentFile(container, environment, secrets, directory.resolve("environment")));
        line.add(container.path("image").asText());
        return new Container(podman, workload, address, podman.start(log(workload), line));
    }

    private static JsonNode volume(JsonNode pod, String name) {
        return each(pod.path("volumes"))
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String mounted(
            JsonNode mount, JsonNode volume, Map<String, String> secrets, Path directory, String group)
            throws IOException {
        var path = mount.path("mountPath").asText();
        if (volume.has("emptyDir")) {
            var size = bytes(volume.at("/emptyDir/sizeLimit").asText());
            return "--tmpfs=" + path + ":rw,exec,nosuid,nodev,notmpcopyup,mode=1777,size=" + size;
        }
        var secret = volume.at("/secret/secretName").asText();
        var folder = Files.createDirectories(directory.resolve(secret));
        for (var content : secrets.entrySet()) {
            if (content.getKey().startsWith(secret + "/")) {
                var file = directory.resolve(content.getKey());
                Files.writeString(file, content.getValue());
                Files.setPosixFilePermissions(
                        file, permissions(volume.at("/secret/defaultMode").asInt()));
                Files.setAttribute(file, "unix:gid", Integer.parseInt(group));
            }
        }
        return "--volume=" + folder + ":" + path + (mount.path("readOnly").asBoolean() ? ":ro" : "");
    }

    /** As in {@code 0440}: the highest bit is the owner's reading. */
    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (var permission : PosixFilePermission.values()) {
            if ((mode & 0400 >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static Path environmentFile(
            JsonNode container, Map<String, String> environment, Map<String, String> secrets, Path file)
            throws IOException {
        var lines = new ArrayList<String>();
        environment.forEach((name, value) -> lines.add(name + "=" + value));
        each(container.path("env"))
                .filter(variable -> variable.has("valueFrom"))
                .forEach(variable -> {
                    var reference = variable.at("/valueFrom/secretKeyRef");
                    var key = reference.path("name").asText() + "/"
                            + reference.path("key").asText();
                    lines.add(variable.path("name").asText() + "=" + secrets.get(key));
                });
        return Files.write(file, lines);
    }

    /** As in {@code 512Mi}. */
    private static long bytes(String quantity) {
        var number = Long.parseLong(quantity.replaceFirst("[MG]i$", ""));
        return number << (quantity.endsWith("Gi") ? 30 : 20);
    }

    String name() {
        return workload.name();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** What it printed. */
    String log() {
        return Podman.log(log(workload));
    }

    private static String log(Workload workload) {
        return workload.name() + ".log";
    }

    /** What a probe of the manifest is answered; 0 where there is nobody yet. */
    int probe(String probe) {
        var path = workload.pod().at("/containers/0/" + probe + "/httpGet/path").asText();
        try {
            var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10));
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One line of {@code /proc/PID/status} of its process, such as {@code Uid}. */
    String status(String line) throws IOException {
        try (var lines = Files.lines(proc().resolve("status"))) {
            return lines.filter(it -> it.startsWith(line + ":"))
                    .map(it -> it.substring(line.length() + 1).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Where the process may write, by the options of its mounts: paths without those of the kernel. */
    List<String> writableMounts() throws IOException {
        try (var lines = Files.lines(proc().resolve("mountinfo"))) {
            return lines.map(line -> line.split(" "))
                    .filter(fields -> List.of(fields[5].split(",")).contains("rw"))
                    .map(fields -> fields[4])
                    .filter(path -> !path.matches("/(proc|sys|dev)(/.*)?"))
                    .toList();
        }
    }

    /** The bytes that the kernel lets it have, by its control group: version 2 first, then version 1. */
    long memoryLimit() throws IOException {
        for (var line : Files.readAllLines(proc().resolve("cgroup"))) {
            var group = line.substring(line.lastIndexOf(':') + 1);
            for (var file :
                    List.of(CGROUPS + group + "/memory.max", CGROUPS + "/memory" + group + "/memory.limit_in_bytes")) {
                if (Files.exists(Path.of(file))) {
                    return Long.parseLong(Files.readString(Path.of(file)).strip());
                }
            }
        }
        throw new AssertionError("no control group limits the memory of " + name());
    }

    long memoryAskedFor() {
        return bytes(workload.pod().at("/containers/0/resources/limits/memory").asText());
    }

    private Path proc() {
        return Path.of("/proc", podman.ask("inspect", "--format={{.State.Pid}}", name()));
    }

    /** Sends SIGTERM, SIGKILL after a while, and returns what the service exits with; 137 after SIGKILL. */
    int stop() {
        podman.run("stop", "--time=" + GRACE_SECONDS, name());
        return Podman.end(process);
    }

    /** Ends it with SIGKILL where it still runs. */
    @Override
    public void close() {
        // It may end by itself meanwhile.
        Podman.end(podman.start("podman-kill.log", List.of("kill", name())));
    }
}
