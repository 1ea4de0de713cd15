package io.houdao.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** What the suite sees of a service: a jar that runs, reads its environment, and says when it is ready. */
final class StubService {

    private StubService() {}

    /** Tells any variable of its environment at {@code /environment/NAME}; ends at once if it is to listen on {@code FAILING_PORT}. */
    public static void main(String[] arguments) throws IOException {
        var port = System.getenv("QUARKUS_HTTP_PORT");
        if (port.equals(System.getenv("FAILING_PORT"))) {
            System.err.println("the database has a newer schema");
            System.exit(1);
        }
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/environment", exchange -> {
            var name = exchange.getRequestURI().getPath().replace("/environment/", "");
            var value = System.getenv(name).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, value.length);
            exchange.getResponseBody().write(value);
            exchange.close();
        });
        server.start();
    }

    /** Asks the stub at {@code address} for a variable of its environment. */
    static String variable(URI address, String name) throws IOException {
        try (var answer = address.resolve("/environment/" + name).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Puts a stub where the build puts {@code service}. */
    static void build(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, StubService.class.getName());
        var classes = StubService.class.getProtectionDomain().getCodeSource().getLocation();
        manifest.getMainAttributes().put(Name.CLASS_PATH, classes.toString());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
}
