package io.houdao.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kafka as a process of its own, until it is told to stop. */
final class KafkaProcess {

    /** What it makes in its directory once clients may come. */
    static final String READY = "ready";

    private KafkaProcess() {}

    /** Takes the directory, the port for clients, and the port for its controller. */
    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0]);
        try {
            var kafka = LocalKafka.start(
                    directory.resolve("data"), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop Kafka"));
            Files.createFile(directory.resolve(READY));
        } catch (RuntimeException e) {
            // Threads of a half-started broker would keep this process alive for nobody.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
