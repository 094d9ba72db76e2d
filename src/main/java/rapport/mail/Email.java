package rapport.mail;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import rapport.accounts.Accounts;
import rapport.accounts.People;
import rapport.eventstore.Durability;
import rapport.mail.LetterAddresses.LetterAddress;
import rapport.mail.Switch.OffBy;
import rapport.parties.PersonId;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Kind;
import rapport.reminders.Way;
import rapport.shared.RuleBroken;

/**
 * Letters, as a person sets them and as digests travel by them. Nothing but the question whether an address is theirs goes to
 * anybody who has not said so there, and nothing at all to somebody without an account: their address was typed by another.
 */
@Component
public class Email implements Way {

    private final Optional<MailServer> server;
    private final LetterAddresses addresses;
    private final LetterWriting writing;
    private final UnsubscribeLinks links;
    private final People people;
    private final Accounts accounts;
    private final Durability durability;
    private final Clock clock;

    Email(
            Optional<MailServer> server,
            LetterAddresses addresses,
            LetterWriting writing,
            UnsubscribeLinks links,
            People people,
            Accounts accounts,
            Durability durability,
            Clock clock) {
        this.server = server;
        this.addresses = addresses;
        this.writing = writing;
        this.links = links;
        this.people = people;
        this.accounts = accounts;
        this.durability = durability;
        this.clock = clock;
    }

    // --- as a way -------------------------------------------------------------------------------------------------

    @Override
    public String name() {
        return "email";
    }

    @Override
    public List<UUID> targets(PersonId person) {
        return server.isEmpty()
                ? List.of()
                : addresses.of(person).filter(this::gets).map(LetterAddress::id).stream()
                        .toList();
    }

    private boolean gets(LetterAddress address) {
        return address.on() && accounts.hasAccount(address.person());
    }

    @Override
    public Outcome send(UUID target, Digest digest) {
        var address = addresses
                .withId(target)
                .filter(this::gets)
                .filter(one -> one.person().equals(digest.person()));
        if (address.isEmpty()) {
            // Switched off or changed since it was due.
            return Outcome.GIVEN_UP;
        }
        return server.map(one -> switch (handed(one, writing.of(digest, address.get()), address.get())) {
                    case TAKEN -> Outcome.SENT;
                    case NOT_NOW -> Outcome.TRY_AGAIN;
                    case REFUSED, NO_SUCH_ADDRESS -> Outcome.GIVEN_UP;
                })
                .orElse(Outcome.TRY_AGAIN);
    }

    private Handover handed(MailServer to, Letter letter, LetterAddress address) {
        var handover = to.hand(letter);
        switch (handover) {
            case TAKEN -> addresses.arrived(address.id());
            case NO_SUCH_ADDRESS -> addresses.cameBack(address.id());
            case NOT_NOW, REFUSED -> {
                // says nothing about the address
            }
        }
        return handover;
    }

    // --- as a person sets it --------------------------------------------------------------------------------------

    public Switch of(PersonId person) {
        var address = addresses.of(person);
        return new Switch(
                server.isPresent(),
                address.map(LetterAddress::address).orElse(null),
                address.filter(LetterAddress::on).isPresent(),
                address.filter(LetterAddress::words).isPresent(),
                address.map(LetterAddress::offBy).orElse(null),
                addresses.claimOf(person).map(LetterAddresses.Claim::address).orElse(null));
    }

    /** True if letters can be sent to an address, as far as its form tells. */
    public boolean takes(String address) {
        return MailAddress.of(address).isPresent();
    }

    /**
     * Asks at an address whether it is this person's. Until it is confirmed, letters go where they went before.
     *
     * @throws RuleBroken {@code no-mail-server}, {@code too-many-letters}, {@code no-such-mailbox} or {@code letter-not-taken}
     */
    public void ask(PersonId person, String typed) {
        var to = server();
        var address = MailAddress.of(typed).orElseThrow(Email::noSuchMailbox);
        addresses.count(person, address);
        var name = people.find(person).orElseThrow().name();
        var token = addresses.claim(person, address);
        durability.await();
        var handover = to.hand(writing.confirmation(name, address, token));
        if (handover != Handover.TAKEN) {
            addresses.withdrawClaim(person);
            throw refusal(handover);
        }
    }

    /** Whom a confirmation is for. */
    public record Asked(String name, String address) {

        @Override
        public String toString() {
            return "Asked[•]";
        }
    }

    /** Who asks for letters by the link with this token; empty if it was used, is older than 24 hours, or never was one. */
    public Optional<Asked> asked(String token) {
        return addresses
                .claimed(token)
                .flatMap(claim -> people.find(claim.person()).map(one -> new Asked(one.name(), claim.address())));
    }

    /** Takes the token as the owner's word, which switches letters on; false if it is none. */
    public boolean confirm(String token) {
        var confirmed = addresses.confirm(token);
        durability.await();
        return confirmed;
    }

    /**
     * Switches letters on, and says whether they may hold words.
     *
     * @throws RuleBroken {@code no-confirmed-address}
     */
    public void switchOn(PersonId person, boolean words) {
        if (!addresses.switchOn(person, words)) {
            throw noConfirmedAddress();
        }
        durability.await();
    }

    /** Switches letters off; they stay so until their person switches them on. */
    public void switchOff(PersonId person) {
        addresses.of(person).ifPresent(address -> addresses.switchOff(address.id(), OffBy.PERSON));
        durability.await();
    }

    /** Forgets a person's addresses, confirmed or not. */
    public void forget(PersonId person) {
        addresses.withdrawClaim(person);
        addresses.forget(person);
        durability.await();
    }

    /**
     * Sends a letter to see whether letters arrive.
     *
     * @throws RuleBroken {@code no-mail-server}, {@code no-confirmed-address}, {@code too-many-letters},
     *     {@code no-such-mailbox} or {@code letter-not-taken}
     */
    public void tryOut(PersonId person) {
        var to = server();
        var address = addresses.of(person).filter(LetterAddress::on).orElseThrow(Email::noConfirmedAddress);
        addresses.count(person, address.address());
        var trial = new Digest(UUID.randomUUID(), person, Kind.TRIAL, clock.instant(), ZoneOffset.UTC, "", List.of());
        var handover = handed(to, writing.of(trial, address), address);
        if (handover != Handover.TAKEN) {
            throw refusal(handover);
        }
    }

    /** True if letters can be ended by the link with this token. */
    public boolean endsLetters(String token) {
        return links.idIn(token).isPresent();
    }

    /** Ends letters for whoever reads there; false if the token is none of ours. Doing it again changes nothing. */
    public boolean unsubscribe(String token) {
        var id = links.idIn(token);
        id.ifPresent(one -> addresses.switchOff(one, OffBy.LINK));
        durability.await();
        return id.isPresent();
    }

    private MailServer server() {
        return server.orElseThrow(() -> new RuleBroken(
                "no-mail-server", "Letters cannot be sent from here: whoever runs Rapport has named no mail server."));
    }

    private static RuleBroken noConfirmedAddress() {
        return new RuleBroken(
                "no-confirmed-address", "No letters are switched on yet. Give an address and confirm it first.");
    }

    private static RuleBroken noSuchMailbox() {
        return new RuleBroken(
                "no-such-mailbox", "The mail server says that there is no such address. Look for a typo.");
    }

    private static RuleBroken refusal(Handover handover) {
        return handover == Handover.NO_SUCH_ADDRESS
                ? noSuchMailbox()
                : new RuleBroken(
                        "letter-not-taken",
                        "The mail server did not take the letter. Please try again later; if it stays so, tell whoever "
                                + "runs Rapport: the log says more.");
    }
}
