package rapport.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rapport.briefing.OfferedAct;
import rapport.parties.ActKind;
import rapport.parties.EntryId;

/** The forms with which a person acts on an entry, the same on every page that shows it. */
record ActForms(Pair pair, Actable entry, Visit visit, Back back) {

    static String key(ActKind kind, boolean onBehalf, EntryId entry) {
        return "act-" + kind.path() + (onBehalf ? "-for-" : "-") + entry;
    }

    /**
     * The acts on offer.
     *
     * @param more what can be recorded about the entry, or in answer to it, as an entry of its own
     */
    ActsView offered(List<OfferedAct> acts, Answers more, boolean unfolded) {
        var own = new ArrayList<FormView>(more.own());
        var forAbsent = new ArrayList<FormView>(more.forAbsent());
        var kinds = entry.kinds();
        for (var act : acts.stream()
                .sorted(Comparator.comparingInt(act -> kinds.indexOf(act.kind())))
                .toList()) {
            (act.onBehalf() ? forAbsent : own)
                    .add(form(act, own.isEmpty() && !act.onBehalf() && entry.isMoveOf(pair.own())));
        }
        own.addAll(more.last());
        return new ActsView(
                "acts-" + entry.id(),
                Letters.eachOnce(own),
                List.copyOf(forAbsent),
                pair.other(),
                unfolded || forAbsent.stream().anyMatch(FormView::isOpen));
    }

    /** The same, and the act that was attempted, so that no typed word is lost even if it is no longer possible. */
    ActsView offeredOrAttempted(List<OfferedAct> acts, Answers more) {
        var all = new ArrayList<>(acts);
        for (var kind : entry.kinds()) {
            for (var onBehalf : List.of(false, true)) {
                var act = new OfferedAct(kind, onBehalf);
                if (visit.attempt().isOf(key(kind, onBehalf, entry.id())) && !all.contains(act)) {
                    all.add(act);
                }
            }
        }
        return offered(all, more, true);
    }

    private FormView form(OfferedAct act, boolean main) {
        var kind = act.kind();
        var form = new FormBuilder(
                        key(kind, act.onBehalf(), entry.id()),
                        Addressed.act(pair.card().id(), entry.collection(), entry.id(), kind),
                        visit)
                .hidden("back", back.word());
        if (act.onBehalf()) {
            form.hidden("onBehalfOf", "true");
        } else {
            form.letter(Letters.of(kind));
        }
        entry.fill(form, act);
        return form.build(entry.title(act), entry.button(act), main);
    }

    @Override
    public String toString() {
        return "ActForms[•]";
    }
}
