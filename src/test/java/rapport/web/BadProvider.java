package rapport.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An identity provider that answers as it is told to: what a real one never does. */
final class BadProvider implements AutoCloseable {

    static final String CLIENT = "rapport-at-the-bad-one";
    static final String SECRET = "another-client-secret-that-occurs-nowhere-else-00";

    /** An answer: anything at all. */
    record Answer(int status, String type, String body) {

        static Answer json(String body) {
            return new Answer(200, "application/json", body);
        }
    }

    private final RSAKey key = newKey("one");
    private final RSAKey otherKey = newKey("one");
    private final HttpServer server;
    final String issuer;

    volatile Answer metadata;
    volatile Answer keys;
    volatile Answer token = Answer.json("{}");
    volatile Answer userInfo = new Answer(404, "text/plain", "");
    volatile Duration delay = Duration.ZERO;

    /** What was asked, as {@code path} and the body. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    BadProvider(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        metadata = goodMetadata();
        keys = Answer.json(new JWKSet(key.toPublicJWK()).toString());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, metadata));
        server.createContext("/keys", exchange -> answer(exchange, keys));
        server.createContext("/token", exchange -> answer(exchange, token));
        server.createContext("/me", exchange -> answer(exchange, userInfo));
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer goodMetadata() {
        return metadata(issuer, issuer);
    }

    Answer metadata(String namedIssuer, String endpoints) {
        return Answer.json("""
                {"issuer":"%1$s","authorization_endpoint":"%2$s/authorize","token_endpoint":"%2$s/token",
                 "jwks_uri":"%2$s/keys","userinfo_endpoint":"%2$s/me","response_types_supported":["code"],
                 "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
                """.formatted(namedIssuer, endpoints));
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestURI() + " " + sent);
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (answer.status() / 100 == 3) {
            exchange.getResponseHeaders().set("Location", answer.body());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The claims of an ID token with which all is well. */
    JWTClaimsSet.Builder goodClaims(String nonce) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("subject-of-nora")
                .audience(CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("email", "nora@bad.example")
                .claim("email_verified", true)
                .claim("name", "Nora");
    }

    String signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    /** By a key of the same name that is not the provider's. */
    String signedByAnother(JWTClaimsSet claims) {
        return signed(claims, otherKey);
    }

    private static String signed(JWTClaimsSet claims, RSAKey by) {
        try {
            return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the client's secret, or with the public key taken for one. */
    String signedBySecret(JWTClaimsSet claims, byte @Nullable [] secret) {
        try {
            var bytes = secret == null ? SECRET.getBytes(StandardCharsets.UTF_8) : secret;
            return signed(claims, JWSAlgorithm.HS256, new MACSigner(bytes));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] publicKey() {
        try {
            return key.toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** The same signature under other claims. */
    String changed(JWTClaimsSet claims, UnaryOperator<String> change) {
        try {
            var parts = SignedJWT.parse(signed(claims)).getParsedParts();
            var payload = com.nimbusds.jose.util.Base64URL.encode(change.apply(parts[1].decodeToString()));
            return parts[0] + "." + payload + "." + parts[2];
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static Answer tokenAnswer(String idToken) {
        return Answer.json("""
                {"access_token":"an-access-token-that-occurs-nowhere-else","token_type":"Bearer","expires_in":60,
                 "scope":"openid email profile","id_token":"%s"}
                """.formatted(idToken));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
