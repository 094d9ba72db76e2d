package rapport.web;

import java.util.List;
import rapport.briefing.OfferedAct;
import rapport.doors.Collection;
import rapport.parties.ActKind;
import rapport.parties.EntryId;
import rapport.parties.Side;

/** Something that people act on, and how each of its acts is asked for. */
interface Actable {

    EntryId id();

    Collection collection();

    /** Every act there is, the one most likely meant first. */
    List<ActKind> kinds();

    boolean isMoveOf(Side side);

    /** Adds what an act asks for. */
    void fill(FormBuilder form, OfferedAct act);

    String title(OfferedAct act);

    String button(OfferedAct act);
}
