package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.briefing.Briefing;
import rapport.capture.DueDay;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.meetings.TopicActKind;
import rapport.parties.Actor;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.shared.RuleBroken;

/** The pages on which a 1:1 is wrapped up, and those of their forms that ask as people speak. */
@Controller
class WrappingUp {

    private final Acts acts;
    private final Briefing briefing;
    private final Pages pages;
    private final WrapUpPages wrapUps;

    WrappingUp(Acts acts, Briefing briefing, Pages pages, WrapUpPages wrapUps) {
        this.acts = acts;
        this.briefing = briefing;
        this.pages = pages;
        this.wrapUps = wrapUps;
    }

    @GetMapping("/relationships/{r}/wrap-up")
    View tookPlace(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return page(actor, r, request, WrapUpStep.TOOK_PLACE);
    }

    @GetMapping("/relationships/{r}/wrap-up/talked")
    View talked(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return page(actor, r, request, WrapUpStep.TALKED);
    }

    @GetMapping("/relationships/{r}/wrap-up/promised")
    View promised(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return page(actor, r, request, WrapUpStep.PROMISED);
    }

    @GetMapping("/relationships/{r}/wrap-up/next")
    View next(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return page(actor, r, request, WrapUpStep.NEXT);
    }

    private View page(Actor actor, String r, HttpServletRequest request, WrapUpStep step) {
        var page = wrapUps.of(
                Visit.of(request, actor), Addresses.relationship(r), step, Extent.asked(request.getParameter("whole")));
        return pages.page(page.template(), 200, page);
    }

    /** Adds a topic that was not on the list, talked about already or left for the next time. */
    @PostMapping("/relationships/{r}/wrap-up/talked")
    View topic(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        acts.refuseOthers(actor, id);
        return Sending.sent(
                request,
                WrapUpPages.TOPIC,
                () -> {
                    var form = Sending.fields(request);
                    var entry = form.optionalId("id");
                    var text = form.words("text");
                    var when = form.choice("when", WrapUpPages.When.class);
                    form.check();
                    var fields = new LinkedHashMap<String, String>();
                    fields.put("text", text.get().text());
                    var given = entry.orNull();
                    if (given != null) {
                        fields.put("id", given.toString());
                    }
                    var topic = acts.create(actor, id, Collection.TOPICS, fieldsOf(fields));
                    if (when.get() == WrapUpPages.When.LATER) {
                        return done(request, Confirmation.TOPIC_RAISED, id, WrapUpStep.TALKED);
                    }
                    discuss(actor, id, topic.id());
                    return done(request, Confirmation.TOPIC_DISCUSSED, id, WrapUpStep.TALKED);
                },
                refused -> again(actor, id, request, refused, WrapUpStep.TALKED));
    }

    // Who sends the form twice has talked about it once.
    private void discuss(Actor actor, RelationshipId id, UUID topic) {
        try {
            acts.act(actor, id, new EntryId(topic), TopicActKind.DISCUSS, fieldsOf(Map.of()));
        } catch (RuleBroken broken) {
            if (!broken.rule().equals("topic-closed")) {
                throw broken;
            }
        }
    }

    /** Records a promise whose day is written as people say it. */
    @PostMapping("/relationships/{r}/wrap-up/promised")
    View promise(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        acts.refuseOthers(actor, id);
        return Sending.sent(
                request,
                WrapUpPages.PROMISE,
                () -> {
                    acts.create(actor, id, Collection.COMMITMENTS, dated(actor, id, Sending.fields(request)));
                    return done(request, Confirmation.MADE, id, WrapUpStep.PROMISED);
                },
                refused -> again(actor, id, request, refused, WrapUpStep.PROMISED));
    }

    private Fields dated(Actor actor, RelationshipId id, Fields form) {
        var entry = form.optionalId("id");
        var promisor = form.side("promisor");
        var text = form.words("text");
        var by = form.line("by");
        var which = form.optionalDate("which");
        var fields = new LinkedHashMap<String, String>();
        var typed = by.orNull();
        if (typed != null) {
            var together = briefing.together(actor.person(), id);
            var today = together.brief().openItems().today();
            switch (DueDay.of(typed, today, WrapUpPages.oneOnOnes(together))) {
                case DueDay.On(var day) -> fields.put("dueOn", day.toString());
                case DueDay.OneOf(var question, var days) -> {
                    var chosen = which.orNull();
                    if (chosen != null && days.contains(chosen)) {
                        fields.put("dueOn", chosen.toString());
                    } else {
                        form.refuse("which", "Please choose the day that you mean.");
                    }
                }
                case DueDay.None(var sentence) -> form.refuse("by", sentence);
            }
        }
        form.check();
        fields.put("promisor", promisor.get().name());
        fields.put("text", text.get().text());
        var given = entry.orNull();
        if (given != null) {
            fields.put("id", given.toString());
        }
        return fieldsOf(fields);
    }

    private static Fields fieldsOf(Map<String, String> values) {
        var parameters = new LinkedHashMap<String, String[]>();
        values.forEach((name, value) -> parameters.put(name, new String[] {value}));
        return Fields.ofForm(parameters);
    }

    private static View done(HttpServletRequest request, Confirmation what, RelationshipId id, WrapUpStep step) {
        return Sending.done(request, what, Addressed.wrapUp(id, step));
    }

    private View again(Actor actor, RelationshipId id, HttpServletRequest request, Attempt refused, WrapUpStep step) {
        var page = wrapUps.of(Visit.of(request, actor).after(refused), id, step);
        return pages.page(page.template(), refused.status(), page);
    }
}
