import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;

/**
 * Writes down which classes are components, where Spring looks before it would read every class at each start
 * (docs/adr/0011). Run by the packaging, as {@code java Index.java FOLDER}, with Rapport and all that it needs on the class path.
 */
class Index {

    private static final String COMPONENT = Component.class.getName();

    public static void main(String[] arguments) throws IOException {
        var index = Path.of(arguments[0], "META-INF", "spring.components");
        Files.createDirectories(index.getParent());
        var lines = new EveryComponent()
                .findCandidateComponents("rapport").stream()
                        .map(component -> component.getBeanClassName() + "=" + COMPONENT)
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(index, lines, StandardCharsets.ISO_8859_1);
    }

    /** Whatever their conditions: those are for each start to ask. */
    private static final class EveryComponent extends ClassPathScanningCandidateComponentProvider {

        private final AnnotationTypeFilter marked = new AnnotationTypeFilter(Component.class);

        private EveryComponent() {
            super(false);
        }

        @Override
        protected boolean isCandidateComponent(MetadataReader reader) throws IOException {
            return marked.match(reader, getMetadataReaderFactory());
        }
    }
}
