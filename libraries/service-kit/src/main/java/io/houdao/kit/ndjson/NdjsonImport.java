package io.houdao.kit.ndjson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.houdao.kit.problem.JsonProblems;
import io.houdao.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
        return read(body, type, store, progress -> {});
    }

    /**
     * The same, and tells {@code progress} how far it is: after each batch, and whenever as many lines were refused since it
     * told last.
     */
    public <T> Report read(InputStream body, Class<T> type, Consumer<List<T>> store, Consumer<Report> progress) {
        var run = new Run<>(store, progress);
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            var number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(number, line, type, run);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run.flush();
        return run.report();
    }

    private <T> void read(int number, String line, Class<T> type, Run<T> run) {
        try {
            var item = json.readValue(line, type);
            var violations = validator.validate(item);
            if (violations.isEmpty()) {
                run.accept(number, item);
            } else {
                violations.forEach(violation ->
                        run.problem(number, violation.getPropertyPath().toString(), violation.getMessage()));
                run.reject();
            }
        } catch (JsonProcessingException e) {
            run.problem(number, JsonProblems.field(e), JsonProblems.message(e));
            run.reject();
        }
    }

    /** What became of an import. At most 100 problems are told. */
    public record Report(int accepted, int rejected, List<Problem> problems) {}

    /** What is wrong with a line; lines count from 1. */
    public record Problem(int line, String field, String detail) {}

    private static final class Run<T> {

        private final Consumer<List<T>> store;
        private final Consumer<Report> progress;
        private final List<Integer> numbers = new ArrayList<>();
        private final List<T> batch = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int accepted;
        private int rejected;

        Run(Consumer<List<T>> store, Consumer<Report> progress) {
            this.store = store;
            this.progress = progress;
        }

        void accept(int number, T item) {
            numbers.add(number);
            batch.add(item);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        void flush() {
            if (!batch.isEmpty()) {
                try {
                    store.accept(List.copyOf(batch));
                    accepted += batch.size();
                } catch (HttpProblem | IllegalArgumentException e) {
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
                    refuse(numbers.get(i), e);
                } catch (IllegalArgumentException e) {
                    refuse(numbers.get(i), "", String.valueOf(e.getMessage()));
                }
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
            if (rejected % BATCH == 0) {
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
