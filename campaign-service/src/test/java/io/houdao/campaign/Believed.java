package io.houdao.campaign;

import static java.util.stream.Collectors.toSet;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What replicas of placement-service believe of what they read: what this service confirms when they ask. */
public final class Believed {

    private Believed() {}

    /** Those of {@code records}, none of which is a tombstone, that are confirmed now. */
    public static List<ConsumerRecord<String, byte[]>> of(List<ConsumerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        var asked = records.stream().map(Believed::asked).distinct().toList();
        var answer = Api.service().post("/v1/confirmations", Map.of("records", asked));
        answer.then().statusCode(200);
        var confirmed = answer.jsonPath().<Map<String, String>>getList("records").stream()
                .collect(toSet());
        return records.stream()
                .filter(record -> confirmed.contains(asked(record)))
                .toList();
    }

    public static Map<String, String> asked(ConsumerRecord<String, byte[]> record) {
        return Map.of("lineItemId", record.key(), "digest", digest(record.value()));
    }

    private static String digest(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
