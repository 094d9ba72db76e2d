package rapport.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.GenericConversionService;

/**
 * How a session's attributes are stored: by Java's own serialization, and read back only if they are of the few classes
 * that belong there. What cannot be read, because it was written by another version of Rapport, is as if it had never
 * been there: somebody signs in once more.
 */
final class StoredAttributes {

    private static final ObjectInputFilter ALLOWED = ObjectInputFilter.Config.createFilter(
            "maxbytes=65536;maxdepth=20;maxarray=4096;java.lang.*;java.util.**;java.time.*;java.net.URI;java.net.URL;"
                    + "org.springframework.security.**;org.springframework.web.servlet.FlashMap;"
                    + "org.springframework.util.*;rapport.security.*;rapport.parties.Actor$Channel;rapport.web.Confirmation;!*");

    private StoredAttributes() {}

    static GenericConversionService conversion() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, StoredAttributes::write);
        conversion.addConverter(new Reading());
        return conversion;
    }

    /** A converter of the general kind, since only that one may answer nothing. */
    private static final class Reading implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(byte[].class, Object.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            return source instanceof byte[] bytes ? read(bytes) : null;
        }
    }

    private static byte[] write(Object attribute) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(attribute);
        } catch (IOException e) {
            throw new IllegalStateException("not fit for a session: " + attribute.getClass(), e);
        }
        return bytes.toByteArray();
    }

    static @Nullable Object read(byte[] bytes) {
        try (var in = new OurClasses(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(ALLOWED);
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException _) {
            return null;
        }
    }

    /** Finds classes where Rapport's own are found, which is not where a thread of the server would look. */
    private static final class OurClasses extends ObjectInputStream {

        OurClasses(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, StoredAttributes.class.getClassLoader());
            } catch (ClassNotFoundException _) {
                return super.resolveClass(description); // the names of primitive types
            }
        }
    }
}
