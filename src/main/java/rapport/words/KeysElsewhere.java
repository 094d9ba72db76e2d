package rapport.words;

import org.springframework.stereotype.Component;
import rapport.nodes.Nodes;
import rapport.nodes.Topic;

/**
 * Has a key that was destroyed on one node be forgotten on all. A node that may not have heard of it forgets every key it
 * remembers, and while it cannot hear the others it remembers none.
 */
@Component
class KeysElsewhere {

    KeysElsewhere(Vault vault, Nodes nodes) {
        nodes.hear(Topic.KEY, vault::forget);
        nodes.whenMissed(vault::forgetAll);
        vault.heed(nodes::hearsOthers, holder -> nodes.tellNow(Topic.KEY, holder));
    }
}
