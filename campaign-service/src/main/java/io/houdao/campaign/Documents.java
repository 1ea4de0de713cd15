package io.houdao.campaign;

import io.houdao.contracts.Json;
import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.hibernate.type.format.AbstractJsonFormatMapper;

/** How documents are kept in {@code jsonb} columns: as events are written, so that fields can be added. */
@JsonFormat
@PersistenceUnitExtension
class Documents extends AbstractJsonFormatMapper {

    @Override
    @SuppressWarnings("unchecked")
    protected <T> T fromString(CharSequence json, Type type) {
        return (T) Json.read(json.toString().getBytes(StandardCharsets.UTF_8), (Class<?>) type);
    }

    @Override
    protected <T> String toString(T document, Type type) {
        return new String(Json.write(document), StandardCharsets.UTF_8);
    }
}
