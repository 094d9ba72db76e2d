package rapport.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import rapport.accounts.Invitations;
import rapport.briefing.Briefing;
import rapport.doors.Acts;
import rapport.doors.Fields;
import rapport.doors.Joining;
import rapport.parties.Actor;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.reminders.MissedPromises;
import rapport.ruptures.Rupture;

/**
 * The doors by which everybody comes in, and by which the story is told: nothing in it is written past the rules.
 *
 * @param sweep records what is overdue
 */
record Doors(Acts acts, Joining joining, Briefing briefing, Runnable sweep) {

    @Component
    @Profile(NothingOfTheirs.PROFILE)
    static final class Found {

        private final Doors doors;

        Found(Acts acts, Joining joining, Briefing briefing, MissedPromises missed) {
            this.doors = new Doors(acts, joining, briefing, missed::sweep);
        }

        Doors doors() {
            return doors;
        }
    }

    /** What is filled in, as a form would send it; what is empty is left out. */
    static Fields filled(Map<String, String> values) {
        var parameters = new LinkedHashMap<String, String[]>();
        values.forEach((name, value) -> parameters.put(name, new String[] {value}));
        return Fields.ofForm(parameters);
    }

    void join(Actor inviting, Actor invited, RelationshipId relationship) {
        var token = joining.invite(inviting, relationship).token();
        joining.join(invited, Invitations.markOf(token));
    }

    /** The promise that the repair of a rupture became, once it was accepted. */
    EntryId changeOf(EntryId rupture, RelationshipId relationship, Actor party) {
        if (briefing.entry(party.person(), relationship, rupture).entry().state() instanceof Rupture told
                && told.repair() != null
                && told.repair().commitment() != null) {
            return told.repair().commitment();
        }
        throw new IllegalStateException("no repair was accepted");
    }
}
