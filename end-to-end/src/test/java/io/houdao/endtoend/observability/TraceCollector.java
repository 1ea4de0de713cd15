package io.houdao.endtoend.observability;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** What services send to a collector of traces: OTLP over HTTP, each request from one service, kept as it came. */
public final class TraceCollector implements AutoCloseable {

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Listens on any free port of the loopback interface. */
    public TraceCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.setExecutor(Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work, "trace-collector");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All that {@code service} sent in requests with spans of the trace; names and values stand in it as they are. */
    String told(String service, String traceId) {
        var id = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
        return String.join(
                "\n",
                requests.stream()
                        .filter(request -> request.contains(service) && request.contains(id))
                        .toList());
    }

    /** Everything that was sent. */
    List<String> all() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
