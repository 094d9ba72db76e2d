package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.Invitations;
import rapport.doors.Addresses;
import rapport.doors.Joining;
import rapport.doors.Joining.Offer;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.Side;
import rapport.relationships.Relationships;
import rapport.security.PublicAddress;
import rapport.security.SignIn;
import rapport.security.Wanted;
import rapport.shared.NotThere;

/** Inviting the other one, and joining as the one who was invited. */
@Controller
class JoiningForms {

    /** Under this the session keeps by which invitation its visitor came; not the token itself. */
    private static final String INVITATION = "rapport.invitation";

    private static final String JOIN_NEW = "join-new";
    private static final String JOIN_NEW_ADDRESS = Addressed.JOIN + "/new";
    private static final String JOIN_SIGN_IN_ADDRESS = Addressed.JOIN + "/sign-in";

    private final Joining joining;
    private final Relationships relationships;
    private final Frames frames;
    private final Pages pages;
    private final CodePages codes;

    JoiningForms(Joining joining, Relationships relationships, Frames frames, Pages pages, CodePages codes) {
        this.joining = joining;
        this.relationships = relationships;
        this.frames = frames;
        this.pages = pages;
        this.codes = codes;
    }

    @PostMapping("/relationships/{r}/invitations")
    View invite(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        Sending.fields(request).check();
        var made = joining.invite(actor, id);
        var card = relationships.find(actor.person(), id);
        var own = card.parties().sideOf(actor.person()).orElseThrow(NotThere::new);
        var name = frames.nameOf(card.parties().on(own.other()));
        var link = PublicAddress.reachedBy(request) + Addressed.JOIN + "?token=" + made.token();
        var until = Days.day(card.dayOf(made.expiresAt()), card.dayOf(made.expiresAt()));
        var frame = frames.around(Visit.of(request, actor), "Invite " + name, "people");
        return pages.page("invited", 200, new InvitedPage(frame, name, link, until, Addressed.PEOPLE));
    }

    @PostMapping("/relationships/{r}/join")
    View joinByAddress(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        Sending.fields(request).check();
        joining.joinByAddress(actor, id);
        return Sending.done(request, Confirmation.JOINED, Addressed.brief(id));
    }

    // The token leaves the address at once, so that it neither stays in the browser's history nor travels any further.
    @GetMapping(Addressed.JOIN)
    View look(@AuthenticationPrincipal @Nullable Actor actor, HttpServletRequest request) {
        var token = request.getParameter("token");
        if (token != null) {
            request.getSession(true).setAttribute(INVITATION, Invitations.markOf(token));
            return Pages.redirect(Addressed.JOIN);
        }
        return offered(Visit.of(request, actor), request);
    }

    @PostMapping(Addressed.JOIN)
    View join(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return Sending.sent(
                request,
                Addressed.JOIN,
                () -> {
                    Sending.fields(request).check();
                    var id = joining.join(actor, mark(request).orElseThrow(NotThere::new));
                    forget(request);
                    return Sending.done(request, Confirmation.JOINED, Addressed.brief(id));
                },
                refused -> offered(Visit.of(request, actor).after(refused), request));
    }

    /** Leads to where one signs in, and from there back here. */
    @PostMapping(JOIN_SIGN_IN_ADDRESS)
    View signInFirst(HttpServletRequest request) {
        Sending.fields(request).check();
        Wanted.remember(request, Addressed.JOIN);
        return Pages.redirect("/sign-in");
    }

    @PostMapping(JOIN_NEW_ADDRESS)
    View joinAsNew(
            @AuthenticationPrincipal @Nullable Actor actor, HttpServletRequest request, HttpServletResponse response) {
        return Sending.sent(
                request,
                JOIN_NEW,
                () -> {
                    var joined = joining.joinAsNew(mark(request).orElseThrow(NotThere::new), Sending.fields(request));
                    forget(request);
                    var joiner = new Actor(joined.person(), Channel.WEB);
                    SignIn.as(joiner, request, response);
                    var page =
                            codes.afterJoining(Visit.of(request, joiner), joined.recoveryCode(), joined.relationship());
                    return pages.page("code", 200, page);
                },
                refused -> offered(Visit.of(request, actor).after(refused), request));
    }

    private View offered(Visit visit, HttpServletRequest request) {
        var frame = visit.actor() == null ? Frame.plain("Join") : frames.around(visit, "Join", "");
        var offer = mark(request).flatMap(joining::offer);
        if (offer.isEmpty()) {
            return pages.page("join", 404, new JoinPage(frame, "", "", List.of(), visit.actor() != null));
        }
        var role = offer.get().side() == Side.REPORT ? "manager" : "report";
        var forms = visit.actor() == null ? asSomebodyNew(visit, offer.get()) : asOneself(visit, offer.get());
        var page = new JoinPage(frame, offer.get().inviter(), role, forms, visit.actor() != null);
        return pages.page("join", visit.attempt().status(), page);
    }

    private static List<FormView> asSomebodyNew(Visit visit, Offer offer) {
        return List.of(
                new FormBuilder(JOIN_NEW, JOIN_NEW_ADDRESS, visit)
                        .line("name", "Your name", offer.invited(), "name")
                        .secret("passphrase", "A passphrase", SetUpForm.ABOUT_PASSPHRASES, "new-password")
                        .build("I am new here", "Join", true),
                new FormBuilder("join-sign-in", JOIN_SIGN_IN_ADDRESS, visit)
                        .build("I sign in here already", "Sign in and join", false));
    }

    private List<FormView> asOneself(Visit visit, Offer offer) {
        var name = frames.nameOf(visit.viewer());
        return List.of(new FormBuilder(Addressed.JOIN, Addressed.JOIN, visit)
                .build("Join " + offer.inviter(), "Join as " + name, true));
    }

    private static Optional<String> mark(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(INVITATION) instanceof String mark
                ? Optional.of(mark)
                : Optional.empty();
    }

    private static void forget(HttpServletRequest request) {
        request.getSession(true).removeAttribute(INVITATION);
    }
}
