package rapport.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
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

    final byte[] id = random();
    String origin;
    String rpId = "localhost";
    String challenge = "";
    String madeType = "webauthn.create";
    String signedType = "webauthn.get";
    String handle = "";
    boolean present = true;
    boolean verifies = true;
    boolean tampers;
    long count;

    private final KeyPair keys = keys();

    /** @param origin the page that the browser is at */
    SoftAuthenticator(String origin) {
        this.origin = origin;
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
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
        client.put("crossOrigin", false);
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

    // COSE: an elliptic key (1: 2) for ES256 (3: -7) on P-256 (-1: 1), x (-2) and y (-3).
    private byte[] publicKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var key = new ByteArrayOutputStream();
        key.writeBytes(new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
        bytes(key, coordinate(point.getAffineX().toByteArray()));
        key.write(0x22);
        bytes(key, coordinate(point.getAffineY().toByteArray()));
        return key.toByteArray();
    }

    private static byte[] coordinate(byte[] signed) {
        var from = Math.max(0, signed.length - P256_BYTES);
        var bytes = Arrays.copyOfRange(signed, from, signed.length);
        var padded = new byte[P256_BYTES];
        System.arraycopy(bytes, 0, padded, P256_BYTES - bytes.length, bytes.length);
        return padded;
    }

    private byte[] signature(byte[] data, byte[] client) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
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
