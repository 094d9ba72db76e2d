package rapport.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** A body on its way out. Never shows its content in {@code toString}: the framework logs what it writes. */
record Answer(@JsonValue Object body) {

    @Override
    public String toString() {
        return "Answer[•]";
    }
}
