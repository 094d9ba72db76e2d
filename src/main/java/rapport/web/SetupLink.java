package rapport.web;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import rapport.accounts.Accounts;
import rapport.accounts.NamedAuditors;
import rapport.security.PublicAddress;

/**
 * Says where Rapport is to be found, at the first start the one-time link that sets it up, and those of auditors who
 * cannot sign in yet. Printed, not logged: a log is kept, and a link holds a secret.
 */
@Component
class SetupLink {

    private final Accounts accounts;
    private final NamedAuditors auditors;
    private final PublicAddress here;

    SetupLink(Accounts accounts, NamedAuditors auditors, PublicAddress here) {
        this.accounts = accounts;
        this.auditors = auditors;
        this.here = here;
    }

    @EventListener
    @SuppressWarnings("SystemOut")
    void print(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web
                && web.getWebServer() != null
                && web.getWebServer().getPort() > 0) {
            var address = here.of("/");
            var said = new StringBuilder("\nRapport is ready: " + address + "\n");
            accounts.openSetupToken()
                    .ifPresent(
                            token -> said.append("It has not been set up yet. Open this link, which works once:\n\n    "
                                    + address + "setup?token=" + token + "\n\n"));
            auditors.newLinks()
                    .forEach(link -> said.append(link.name() + " is named as an auditor and has yet to come. "
                            + "Give them this link, which works once, within seven days:\n\n    "
                            + address + "auditor?token=" + link.token() + "\n\n"));
            // At once: whoever waits for its first line finds the rest there as well.
            System.out.print(said);
            System.out.flush();
        }
    }
}
