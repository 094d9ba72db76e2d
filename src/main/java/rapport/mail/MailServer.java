package rapport.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.mail.MailSettings.Security;
import rapport.shared.CannotStart;

/**
 * Hands letters to the mail server, each on a connection of its own. Whatever the server does, or does not do, it takes no
 * longer than the limit and comes back as a {@link Handover}. The log says that the server cannot be used and why in a
 * word, once until that changes; never whose letter it was.
 */
final class MailServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);

    /** A way has ten seconds in all. */
    static final Duration LIMIT = Duration.ofSeconds(9);

    private static final Duration EACH_STEP = Duration.ofSeconds(5);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);
    private static final int FIRST_TEMPORARY = 400;
    private static final int FIRST_PERMANENT = 500;

    private final MailSettings settings;
    private final Session session;
    private final Clock clock;
    private final Duration limit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<String> trouble = new AtomicReference<>("");

    /** @param ownName the name under which this machine introduces itself */
    MailServer(MailSettings settings, String ownName, Clock clock, Duration limit) {
        this.settings = settings;
        this.clock = clock;
        this.limit = limit;
        this.session = Session.getInstance(properties(settings, ownName));
    }

    private static Properties properties(MailSettings settings, String ownName) {
        var properties = new Properties();
        var protocol = settings.security() == Security.TLS ? "smtps" : "smtp";
        var prefix = "mail." + protocol + ".";
        var step = String.valueOf(EACH_STEP.toMillis());
        properties.put("mail.transport.protocol", protocol);
        properties.put(prefix + "host", settings.host());
        properties.put(prefix + "port", String.valueOf(settings.port()));
        properties.put(prefix + "localhost", ownName);
        properties.put(prefix + "from", settings.from().getAddress());
        properties.put(prefix + "auth", String.valueOf(!settings.username().isEmpty()));
        properties.put(prefix + "starttls.enable", String.valueOf(settings.security() == Security.STARTTLS));
        properties.put(prefix + "starttls.required", String.valueOf(settings.security() == Security.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "connectiontimeout", step);
        properties.put(prefix + "timeout", step);
        properties.put(prefix + "writetimeout", step);
        // Hanging up without a word is enough.
        properties.put(prefix + "quitwait", "false");
        var certificates = settings.certificates();
        if (certificates != null) {
            properties.put(prefix + "ssl.socketFactory", trusting(certificates));
        }
        return properties;
    }

    private static SSLSocketFactory trusting(Path file) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("certificate" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new GeneralSecurityException("no certificate");
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart(
                    "The certificates in " + file + ", which rapport.mail.certificates names, cannot be read.",
                    "Give a file of certificates in the form PEM, or leave the setting out to trust those that Java trusts.",
                    e);
        }
    }

    /** Hands a letter over, as whole or not at all. */
    Handover hand(Letter letter) {
        var sending = threads.submit(() -> send(letter));
        try {
            return sending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return cannot("it takes too long");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Handover.NOT_NOW;
        } catch (ExecutionException e) {
            return cannot(Objects.requireNonNull(e.getCause()).getClass().getSimpleName());
        } finally {
            // On a thread of this kind it closes the connection as well.
            sending.cancel(true);
        }
    }

    private Handover send(Letter letter) throws MessagingException, UnsupportedEncodingException {
        var message = message(letter);
        try (var transport = session.getTransport()) {
            transport.connect(
                    settings.username().isEmpty() ? null : settings.username(),
                    settings.password().isEmpty() ? null : settings.password());
            transport.sendMessage(message, message.getAllRecipients());
            works();
            return Handover.TAKEN;
        } catch (SendFailedException refused) {
            return outcome(refused);
        } catch (AuthenticationFailedException _) {
            return cannot("it does not take the username and password");
        } catch (MessagingException e) {
            return cannot(inAWord(e));
        }
    }

    // What it says of one address or of the sender lies within what it says of the whole.
    private Handover outcome(SendFailedException refused) {
        var whole = Handover.NOT_NOW;
        for (Exception e = refused; e instanceof MessagingException said; e = said.getNextException()) {
            switch (said) {
                case SMTPAddressFailedException address -> {
                    return ofAddress(address.getReturnCode(), address.getMessage());
                }
                case SMTPSenderFailedException sender -> {
                    return cannot("it does not take the sender, " + sender.getReturnCode());
                }
                case SMTPSendFailedException letter -> whole = ofLetter(letter.getReturnCode());
                default -> {
                    // further down
                }
            }
        }
        return whole;
    }

    private Handover ofLetter(int code) {
        if (code < FIRST_TEMPORARY) {
            return cannot("it hangs up, or says what mail servers do not say");
        }
        return code < FIRST_PERMANENT ? Handover.NOT_NOW : Handover.REFUSED;
    }

    private Handover ofAddress(int code, @Nullable String reply) {
        return code >= FIRST_PERMANENT && isNoAddress(code, reply) ? Handover.NO_SUCH_ADDRESS : ofLetter(code);
    }

    /** That there is no such mailbox; 5.7.x says only that this server does not want to (RFC 3463). */
    private static boolean isNoAddress(int code, @Nullable String reply) {
        var isAboutTheMailbox = code == 550 || code == 551 || code == 553;
        return isAboutTheMailbox && (reply == null || !reply.matches("(?s)\\d{3}[ -]5\\.7\\..*"));
    }

    // Classes only: messages quote what they stumbled over.
    private static String inAWord(MessagingException e) {
        var cause = e.getNextException();
        return cause == null ? e.getClass().getSimpleName() : cause.getClass().getSimpleName();
    }

    private Handover cannot(String why) {
        if (!why.equals(trouble.getAndSet(why))) {
            LOG.warn("the mail server cannot be used: {}", why);
        }
        return Handover.NOT_NOW;
    }

    private void works() {
        if (!trouble.getAndSet("").isEmpty()) {
            LOG.info("the mail server can be used again");
        }
    }

    // --- the message ----------------------------------------------------------------------------------------------

    private MimeMessage message(Letter letter) throws MessagingException, UnsupportedEncodingException {
        var message = new Message(session, "<" + letter.id() + "@" + settings.domain() + ">");
        message.setFrom(settings.from());
        message.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        // What looks as if it were encoded already would be shown as something else.
        message.setSubject(OneLine.of(letter.subject()).replace("=?", "= ?"), StandardCharsets.UTF_8.name());
        message.setHeader("Date", clock.instant().atOffset(ZoneOffset.UTC).format(DATE));
        // No answer that a machine gives is of use: RFC 3834, and for Exchange.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        var unsubscribe = letter.unsubscribe();
        if (unsubscribe != null) {
            message.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
            // RFC 8058 knows https only.
            if (unsubscribe.startsWith("https:")) {
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        }
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(letter.text(), "plain"));
        parts.addBodyPart(part(letter.html(), "html"));
        message.setContent(parts);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String kind) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), kind);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /** A message that keeps the id it was given. */
    private static final class Message extends MimeMessage {

        private final String id;

        Message(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
