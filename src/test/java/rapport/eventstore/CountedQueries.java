package rapport.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A thin layer over a real database that notes every statement that is prepared. */
final class CountedQueries {

    private final Pool source;
    private final List<String> statements = new CopyOnWriteArrayList<>();

    CountedQueries(Pool real) {
        this.source = counting(Pool.class, real);
    }

    Pool source() {
        return source;
    }

    void forget() {
        statements.clear();
    }

    List<String> on(String table) {
        return statements.stream()
                .filter(statement -> statement.contains(table))
                .toList();
    }

    private <T> T counting(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, given) -> {
            if (method.getName().equals("prepareStatement")) {
                statements.add(String.valueOf(given[0]));
            }
            try {
                var result = method.invoke(real, given);
                return result instanceof Connection connection
                                && method.getName().equals("getConnection")
                        ? counting(Connection.class, connection)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
