package rapport.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Style sheets, scripts and icons. Pages name them under an address that holds a fingerprint of all of them, so that a
 * browser asks for each once and never again until one has changed. Sheets and scripts name each other relatively, and so
 * stay under that address. The sheets that {@code styles.css} imports are sent in one.
 */
@Configuration(proxyBeanMethods = false)
public class Assets implements WebMvcConfigurer {

    private static final String OURS = "classpath:/static/assets/";
    /** The version that the build takes; of another one there is nothing here, and no page would turn. */
    private static final String TURBO = "classpath:/META-INF/resources/webjars/hotwired__turbo/8.0.21/dist/";

    private static final Pattern IMPORT = Pattern.compile("@import \"([\\w-]+\\.css)\";");

    /** Comments, and the space at the beginning of lines. */
    private static final Pattern BESIDE_THE_POINT = Pattern.compile("(?s)/\\*.*?\\*/|(?<=\n)\\s+");

    private static final String FINGERPRINT = fingerprintOfAll();

    /** The address of an asset, under the fingerprint of all. */
    public static String at(String name) {
        return "/assets/" + FINGERPRINT + "/" + name;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/" + FINGERPRINT + "/**")
                .addResourceLocations(OURS, TURBO)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                .setUseLastModified(false)
                .resourceChain(true)
                .addTransformer((request, resource, chain) -> inOne(chain.transform(request, resource)));
        // Without a fingerprint it is asked after each time, by its content; a build dates all its files alike.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(OURS)
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(resource -> '"' + DigestUtils.md5DigestAsHex(content(resource)) + '"');
    }

    // One answer in place of two dozen: their heads alone would weigh more than what is in them.
    private static Resource inOne(Resource sheet) throws IOException {
        var name = Objects.requireNonNullElse(sheet.getFilename(), "");
        if (name.endsWith(".js") && !name.startsWith("turbo.")) {
            return plain(sheet);
        }
        if (!"styles.css".equals(name)) {
            return sheet;
        }
        var all = new StringBuilder();
        for (var imported : IMPORT.matcher(new String(content(sheet), StandardCharsets.UTF_8))
                .results()
                .toList()) {
            all.append(new String(content(sheet.createRelative(imported.group(1))), StandardCharsets.UTF_8));
        }
        return new TransformedResource(
                sheet, BESIDE_THE_POINT.matcher(all).replaceAll("").strip().getBytes(StandardCharsets.UTF_8));
    }

    // What is written for whoever reads the source would be a fifth of what our scripts weigh. Comments have lines of
    // their own, and nothing else runs over the end of a line; a test sees to that.
    private static Resource plain(Resource script) {
        var plain = new StringBuilder();
        var isComment = false;
        for (var line :
                new String(content(script), StandardCharsets.UTF_8).lines().toList()) {
            var code = line.strip();
            isComment = isComment || code.startsWith("/*");
            if (!isComment && !code.isEmpty() && !code.startsWith("//")) {
                plain.append(code).append('\n');
            }
            isComment = isComment && !code.endsWith("*/");
        }
        return new TransformedResource(script, plain.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String fingerprintOfAll() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var places = new PathMatchingResourcePatternResolver();
            for (var place : List.of(OURS + "**", TURBO + "turbo.es2017-esm.js")) {
                Arrays.stream(places.getResources(place))
                        .filter(Resource::isReadable)
                        .filter(resource -> resource.getFilename() != null)
                        .sorted(Comparator.comparing(
                                resource -> Objects.requireNonNullElse(resource.getFilename(), "")))
                        .forEach(resource -> {
                            digest.update(DigestUtils.md5Digest(content(resource)));
                        });
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] content(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
