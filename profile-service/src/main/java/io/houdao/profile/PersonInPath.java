package io.houdao.profile;

import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code personId} in a path: a person's own id, or the pseudonym that another service put into a link because it
 * knows no other. Whoever follows it still has to be that person; who is called by the name in their token is not looked up.
 */
@Provider
@ApplicationScoped
public class PersonInPath implements ParamConverterProvider {

    private static final String NAME = "personId";

    private final People people;
    private final Caller caller;

    PersonInPath(People people, Caller caller) {
        this.people = people;
        this.caller = caller;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        var names = annotations != null
                && Arrays.stream(annotations)
                        .anyMatch(one ->
                                one instanceof PathParam path && path.value().equals(NAME));
        return type == UUID.class && names ? (ParamConverter<T>) new Converter() : null;
    }

    @Transactional
    UUID resolve(UUID named) {
        return people.byPseudonym(named).orElse(named);
    }

    private final class Converter implements ParamConverter<UUID> {

        @Override
        public UUID fromString(String text) {
            try {
                var named = UUID.fromString(text);
                return caller.is(named) ? named : resolve(named);
            } catch (IllegalArgumentException e) {
                throw new NotFoundException(e);
            }
        }

        @Override
        public String toString(UUID id) {
            return id.toString();
        }
    }
}
