package io.houdao.profile.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/**
 * Statements about some ids. They are written with {@code = any (?)}, but one id is asked for as {@code = ?}: PostgreSQL keeps
 * the plan of that one, and would plan the other anew each time because it guesses ten ids where there is one. Planning costs
 * more than running does there.
 */
final class Ids {

    private static final String ANY = "= any (?)";

    private Ids() {}

    /** Prepares {@code sql}, all of whose parameters are {@code = any (?)} and stand for {@code ids}, which are not empty. */
    static PreparedStatement prepare(Connection database, String sql, Collection<UUID> ids) throws SQLException {
        var one = ids.size() == 1;
        var statement = database.prepareStatement(one ? sql.replace(ANY, "= ?") : sql);
        var value = one ? ids.iterator().next() : database.createArrayOf("uuid", ids.toArray());
        var parameters = sql.chars().filter(character -> character == '?').count();
        for (var i = 1; i <= parameters; i++) {
            statement.setObject(i, value);
        }
        return statement;
    }
}
