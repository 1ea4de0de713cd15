package io.houdao.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.kit.problem.DatabaseProblems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseProblemsTest {

    @ParameterizedTest
    @ValueSource(strings = {"42601", "23503", "22001", "XX000"})
    void aBugIsNotToldAsSomethingThatPasses(String state) {
        var cause = new SQLException("wrong", state);

        assertThat(DatabaseProblems.of("cannot do it", cause))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot do it")
                .hasCause(cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01"})
    void whatPassesIsWorthAskingAgain(String state) {
        assertThat(status(new SQLException("gone", state))).isEqualTo(503);
    }

    @Test
    void aPoolWithoutAFreeConnectionPasses() {
        assertThat(status(new SQLException("Acquisition timeout", new TimeoutException())))
                .isEqualTo(503);
    }

    private static int status(SQLException cause) {
        var problem = (HttpProblem) DatabaseProblems.of("cannot do it", cause);
        assertThat(problem.getHeaders()).containsKey("Retry-After");
        return problem.getStatusCode();
    }
}
