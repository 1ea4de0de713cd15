package io.houdao.placement.slot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.Locale;

/** Writes an enum of the contracts as our REST surface does. */
@RegisterForReflection
final class LowerCase extends JsonSerializer<Enum<?>> {

    @Override
    public void serialize(Enum<?> value, JsonGenerator json, SerializerProvider serializers) throws IOException {
        json.writeString(value.name().toLowerCase(Locale.ROOT));
    }
}
