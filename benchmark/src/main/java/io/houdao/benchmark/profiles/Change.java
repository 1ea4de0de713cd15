package io.houdao.benchmark.profiles;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** What people change about themselves, back and forth, and how a projection shows which of the two it is. */
enum Change {

    /** One permission, granted and taken back. */
    PERMISSION {
        @Override
        Request request(String person, UUID device, boolean on) {
            return new Request("PUT", person + "/permissions", """
                    {"source":"rice-cooker","dataKind":"cooking","surface":"tv","purpose":"personalised-ads",\
                    "decision":"%s","textVersion":"1"}""".formatted(on ? "granted" : "revoked"));
        }

        @Override
        boolean isOn(JsonNode projection, UUID device) {
            var tags = projection.path("surfaces").path("tv").path("tags").toString();
            return tags.contains("rice-texture");
        }
    },

    /** The master switch. */
    SWITCH {
        @Override
        Request request(String person, UUID device, boolean on) {
            return new Request("PUT", person + "/switches", "{\"adsOff\":" + !on + "}");
        }

        @Override
        boolean isOn(JsonNode projection, UUID device) {
            return !projection.path("adsOff").asBoolean();
        }
    },

    /** A device, bound and unbound. */
    BINDING {
        @Override
        Request request(String person, UUID device, boolean on) {
            return on
                    ? new Request("POST", person + "/devices", "{\"deviceId\":\"" + device + "\",\"kind\":\"tv\"}")
                    : new Request("DELETE", person + "/devices/" + device, "");
        }

        @Override
        boolean isOn(JsonNode projection, UUID device) {
            return projection.path("devices").toString().contains(device.toString());
        }
    },

    /** Being forgotten, once and for all. */
    ERASURE {
        @Override
        Request request(String person, UUID device, boolean on) {
            return new Request("DELETE", person, "");
        }

        @Override
        boolean isOn(JsonNode projection, UUID device) {
            return !projection.isMissingNode();
        }
    };

    /** What to send so that it is on, as it is for everyone who was imported, or off. */
    abstract Request request(String person, UUID device, boolean on);

    /** What {@code projection} says; a missing one is a tombstone. */
    abstract boolean isOn(JsonNode projection, UUID device);

    /** One of a hundred is forgotten; of the others two in twenty bind devices or switch ads off. */
    static Change of(int number) {
        return switch (number % 20) {
            case 0 -> SWITCH;
            case 1 -> BINDING;
            default -> PERMISSION;
        };
    }

    /** What is sent to profile-service; {@code path} begins with a person. */
    record Request(String method, String path, String body) {}
}
