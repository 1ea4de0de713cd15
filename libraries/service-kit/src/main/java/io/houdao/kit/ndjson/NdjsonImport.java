package io.houdao.kit.ndjson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.houdao.kit.problem.JsonProblems;
import io.houdao.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads one document a line, checks each, and hands over the good ones in batches. A bad line is reported with its number
 * and does not stop the others.
 */
@ApplicationScoped
public class NdjsonImport {

    /** The media type of such a body. */
    public static final String NDJSON = "application/x-ndjson";

    private static final int BATCH = 200;
    private static final int MOST_PROBLEMS = 100;
    private static final int SERVER_AT_FAULT = 500;

    private final ObjectMapper json;
    private final Validator validator;

    NdjsonImport(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * Imports all of {@code body}.
     *
     * @param store keeps a batch of up to 200 in one transaction of its own. Where it throws an {@link HttpProblem} or an
     *     {@link IllegalArgumentException} for a batch, the batch is tried again line by line, so that only the guilty
     *     line is refused
     */
    public <T> Report read(InputStream body, Class<T> type, Consumer<List<T>> store) {
        return read(body, Lines.of(type), store);
    }

    /** The same, for {@code lines} whose batches may be larger. */
    public <T> Report read(InputStream body, Lines<T> lines, Consumer<List<T>> store) {
        return read(body, lines, new Run<>(lines.batch(), store, progress -> {}));
    }

    /**
     * The same, and tells {@code progress} how far it is: after each batch, and whenever as many lines were refused since it
     * told last.
     */
    public <T> Report read(InputStream body, Class<T> type, Consumer<List<T>> store, Consumer<Report> progress) {
        return read(body, Lines.of(type), new Run<>(BATCH, store, progress));
    }

    private <T> Report read(InputStream body, Lines<T> kind, Run<T> run) {
        var reader = json.readerFor(kind.type());
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            var number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(number, line, reader, kind, run);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run.flush();
        return run.report();
    }

    private <T> void read(int number, String line, ObjectReader reader, Lines<T> kind, Run<T> run) {
        try {
            T item = reader.readValue(line);
            accept(number, item, kind, run);
        } catch (JsonProcessingException e) {
            run.problem(number, JsonProblems.field(e), JsonProblems.message(e));
            run.reject();
        }
    }

    private <T> void accept(int number, @Nullable T item, Lines<T> kind, Run<T> run) {
        if (item == null) {
            run.refuse(number, "", "must be a JSON document, was null");
            return;
        }
        var violations = violations(item, kind);
        if (violations.isEmpty()) {
            run.accept(number, item);
        } else {
            violations.forEach(
                    violation -> run.problem(number, violation.getPropertyPath().toString(), violation.getMessage()));
            run.reject();
        }
    }

    private <T> Set<ConstraintViolation<T>> violations(T item, Lines<T> kind) {
        return kind.sound().test(item) ? Set.of() : validator.validate(item);
    }

    /**
     * What an import consists of.
     *
     * @param type of the document on each line
     * @param batch how many are kept in one transaction
     * @param sound true only of what the validator would find nothing wrong with. It is not asked about such a document then,
     *     and asking it is most of the work where thousands of lines come in a second
     */
    public record Lines<T>(Class<T> type, int batch, Predicate<T> sound) {

        static <T> Lines<T> of(Class<T> type) {
            return new Lines<>(type, BATCH, any -> false);
        }
    }

    /** What became of an import. At most 100 problems are told. */
    public record Report(int accepted, int rejected, List<Problem> problems) {}

    /** What is wrong with a line; lines count from 1. */
    public record Problem(int line, String field, String detail) {}

    private static final class Run<T> {

        private final int size;
        private final Consumer<List<T>> store;
        private final Consumer<Report> progress;
        private final List<Integer> numbers = new ArrayList<>();
        private final List<T> batch = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int accepted;
        private int rejected;

        Run(int size, Consumer<List<T>> store, Consumer<Report> progress) {
            this.size = size;
            this.store = store;
            this.progress = progress;
        }

        void accept(int number, T item) {
            numbers.add(number);
            batch.add(item);
            if (batch.size() == size) {
                flush();
            }
        }

        void flush() {
            if (!batch.isEmpty()) {
                try {
                    store.accept(List.copyOf(batch));
                    accepted += batch.size();
                } catch (HttpProblem e) {
                    requireOfLines(e);
                    flushOneByOne();
                } catch (IllegalArgumentException e) {
                    flushOneByOne();
                }
                numbers.clear();
                batch.clear();
                progress.accept(report());
            }
        }

        private void flushOneByOne() {
            for (var i = 0; i < batch.size(); i++) {
                try {
                    store.accept(List.of(batch.get(i)));
                    accepted++;
                } catch (HttpProblem e) {
                    requireOfLines(e);
                    refuse(numbers.get(i), e);
                } catch (IllegalArgumentException e) {
                    refuse(numbers.get(i), "", String.valueOf(e.getMessage()));
                }
            }
        }

        /** Where the service is at fault, no line is refused for it: the import ends, and is sent again. */
        private static void requireOfLines(HttpProblem problem) {
            if (problem.getStatusCode() >= SERVER_AT_FAULT) {
                throw problem;
            }
        }

        void refuse(int number, HttpProblem problem) {
            var violations = Problems.violations(problem);
            violations.forEach(violation -> problem(number, violation.field(), violation.message()));
            if (violations.isEmpty()) {
                problem(number, "", String.valueOf(problem.getDetail()));
            }
            rejected++;
        }

        /** A line that cannot be read, so that no batch tells of it. */
        void reject() {
            rejected++;
            if (rejected % size == 0) {
                progress.accept(report());
            }
        }

        void refuse(int number, String field, String detail) {
            problem(number, field, detail);
            rejected++;
        }

        void problem(int number, String field, String detail) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new Problem(number, field, detail));
            }
        }

        Report report() {
            return new Report(accepted, rejected, List.copyOf(problems));
        }
    }
}
