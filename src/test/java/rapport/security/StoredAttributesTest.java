package rapport.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;

/** Whoever could write into the database of sessions still puts no class of their choice into the process. */
class StoredAttributesTest {

    private static byte[] written(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @Test
    void what_belongs_into_a_session_comes_back_as_it_was() throws IOException {
        var actor = new Actor(new PersonId(UUID.randomUUID()), Channel.WEB);
        var context = new SecurityContextImpl(new SignedIn(actor));
        assertThat(StoredAttributes.read(written(context)))
                .isInstanceOfSatisfying(
                        SecurityContextImpl.class,
                        read -> assertThat(String.valueOf(read.getAuthentication()))
                                .contains(actor.person().toString()));
        assertThat(StoredAttributes.read(written(new DefaultCsrfToken("a", "b", "c"))))
                .isInstanceOf(DefaultCsrfToken.class);
        assertThat(StoredAttributes.read(written("/people"))).isEqualTo("/people");
    }

    @Test
    void anything_else_is_as_if_it_had_never_been_there() throws IOException {
        assertThat(StoredAttributes.read(written(new File("/")))).isNull();
        assertThat(StoredAttributes.read(written(new ArrayList<>(List.of(new File("/"))))))
                .isNull();
        assertThat(StoredAttributes.read(new byte[] {1, 2, 3})).isNull();
        assertThat(StoredAttributes.read(new byte[0])).isNull();
    }
}
