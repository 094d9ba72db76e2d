package rapport.web;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authenticator with one passkey, and the browser before it, written for tests straight from the specification. It
 * tells the truth unless it is told what to lie about.
 */
final class SoftAuthenticator {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int WITH_KEY = 0x40;
    private static final int P256_BYTES = 32;
    private static final int ED25519_BYTES = 32;

    /** The signatures that it can make, of which it makes one kind. */
    enum Kind {
        EDDSA("Ed25519", "Ed25519"),
        ES256("EC", "SHA256withECDSA"),
        RS256("RSA", "SHA256withRSA");

        private final String keys;
        private final String signature;

        Kind(String keys, String signature) {
            this.keys = keys;
            this.signature = signature;
        }
    }

    final byte[] id = random();
    String origin;
    String rpId = "localhost";
    String challenge = "";
    String madeType = "webauthn.create";
    String signedType = "webauthn.get";
    String handle = "";
    boolean framed;
    boolean present = true;
    boolean verifies = true;
    boolean tampers;
    long count;

    private final Kind kind;
    private final KeyPair keys;

    /** @param origin the page that the browser is at */
    SoftAuthenticator(String origin) {
        this(origin, Kind.ES256);
    }

    SoftAuthenticator(String origin, Kind kind) {
        this.origin = origin;
        this.kind = kind;
        this.keys = keys(kind);
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static KeyPair keys(Kind kind) {
        try {
            var generator = KeyPairGenerator.getInstance(kind.keys);
            if (kind == Kind.ES256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the passkey, and answers as a browser does. */
    String make(JsonNode options) {
        handle = options.get("user").get("id").asString();
        var client = client(madeType, options);
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xA3);
        text(attestation, "fmt");
        text(attestation, "none");
        text(attestation, "attStmt");
        attestation.write(0xA0);
        text(attestation, "authData");
        bytes(attestation, data(WITH_KEY));
        return answer(Map.of("clientDataJSON", base64(client), "attestationObject", base64(attestation.toByteArray())));
    }

    /** Signs with the passkey, and answers as a browser does. */
    String sign(JsonNode options) {
        var client = client(signedType, options);
        var data = data(0);
        var signature = signature(data, client);
        if (tampers) {
            signature[signature.length - 1] ^= 1;
        }
        var response = new LinkedHashMap<String, Object>();
        response.put("clientDataJSON", base64(client));
        response.put("authenticatorData", base64(data));
        response.put("signature", base64(signature));
        if (!handle.isEmpty()) {
            response.put("userHandle", handle);
        }
        return answer(response);
    }

    private byte[] client(String type, JsonNode options) {
        var given = challenge.isEmpty() ? options.get("challenge").asString() : challenge;
        var client = new LinkedHashMap<String, Object>();
        client.put("type", type);
        client.put("challenge", given);
        client.put("origin", origin);
        client.put("crossOrigin", framed);
        return JSON.writeValueAsBytes(client);
    }

    private byte[] data(int more) {
        var flags = more | (present ? PRESENT : 0) | (verifies ? VERIFIED : 0);
        var data = new ByteArrayOutputStream();
        data.writeBytes(sha256(rpId.getBytes(StandardCharsets.UTF_8)));
        data.write(flags);
        data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) count).array());
        if ((more & WITH_KEY) != 0) {
            data.writeBytes(new byte[16]);
            data.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) id.length).array());
            data.writeBytes(id);
            data.writeBytes(publicKey());
        }
        return data.toByteArray();
    }

    // COSE: a map of the kind of key (1), the algorithm (3), and what makes up the key (-1, -2, -3).
    private byte[] publicKey() {
        var key = new ByteArrayOutputStream();
        switch (keys.getPublic()) {
            case ECPublicKey elliptic -> {
                key.writeBytes(new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
                bytes(key, unsigned(elliptic.getW().getAffineX(), P256_BYTES));
                key.write(0x22);
                bytes(key, unsigned(elliptic.getW().getAffineY(), P256_BYTES));
            }
            case RSAPublicKey rsa -> {
                key.writeBytes(new byte[] {(byte) 0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20});
                bytes(key, unsigned(rsa.getModulus(), rsa.getModulus().bitLength() / Byte.SIZE));
                key.write(0x21);
                bytes(key, unsigned(rsa.getPublicExponent(), 3));
            }
            case PublicKey edwards -> {
                key.writeBytes(new byte[] {(byte) 0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21});
                var encoded = edwards.getEncoded();
                bytes(key, Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
            }
        }
        return key.toByteArray();
    }

    private static byte[] unsigned(BigInteger number, int length) {
        var signed = number.toByteArray();
        var from = Math.max(0, signed.length - length);
        var bytes = Arrays.copyOfRange(signed, from, signed.length);
        var padded = new byte[length];
        System.arraycopy(bytes, 0, padded, length - bytes.length, bytes.length);
        return padded;
    }

    private byte[] signature(byte[] data, byte[] client) {
        try {
            var signature = Signature.getInstance(kind.signature);
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer(Map<String, Object> response) {
        return JSON.writeValueAsString(Map.of(
                "id",
                base64(id),
                "rawId",
                base64(id),
                "type",
                "public-key",
                "response",
                response,
                "clientExtensionResults",
                Map.of()));
    }

    // CBOR: a text or bytes, with the length before it.
    private static void text(ByteArrayOutputStream out, String text) {
        out.write(0x60 + text.length());
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
        if (bytes.length < 256) {
            out.write(0x58);
            out.write(bytes.length);
        } else {
            out.write(0x59);
            out.writeBytes(ByteBuffer.allocate(Short.BYTES)
                    .putShort((short) bytes.length)
                    .array());
        }
        out.writeBytes(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
