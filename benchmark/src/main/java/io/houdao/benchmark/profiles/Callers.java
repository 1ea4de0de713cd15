package io.houdao.benchmark.profiles;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Callers who each keep a connection to the service open, and of an answer only want to know its status. They share the
 * machine with what they measure, so they do no more than that.
 */
final class Callers implements AutoCloseable {

    /** A few more than the service lets in at once: whoever finds none free waits, which is measured. */
    private static final int MOST = 300;

    private static final int PATIENCE_MILLIS = 600_000;

    private final int port;
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST);
    private final ThreadLocal<@Nullable Line> lines = new ThreadLocal<>();

    Callers(int port) {
        this.port = port;
    }

    /** Sends JSON, and completes with the status of the answer. */
    CompletableFuture<Integer> send(String method, String path, String token, String key, String body) {
        var request =
                method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
        return CompletableFuture.supplyAsync(() -> answer(request.getBytes(StandardCharsets.US_ASCII)), threads);
    }

    private int answer(byte[] request) {
        try {
            var line = lines.get();
            if (line == null) {
                line = new Line(new Socket(InetAddress.getLoopbackAddress(), port));
                lines.set(line);
            }
            return line.answer(request);
        } catch (IOException e) {
            lines.remove();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** One connection, which is used for one request at a time. */
    private static final class Line {

        private static final int STATUS_BEGINS = "HTTP/1.1 ".length();

        private final Socket socket;
        private final InputStream in;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        int answer(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            var status = Integer.parseInt(line().substring(STATUS_BEGINS, STATUS_BEGINS + 3));
            var length = 0;
            for (var header = line(); !header.isEmpty(); header = line()) {
                var small = header.toLowerCase(Locale.ROOT);
                if (small.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            small.substring("content-length:".length()).strip());
                } else if (small.startsWith("transfer-encoding:")) {
                    throw new IOException("an answer without a length");
                }
            }
            in.skipNBytes(length);
            return status;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (var next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("hung up");
                }
                line.append((char) next);
            }
            return line.toString().strip();
        }
    }
}
