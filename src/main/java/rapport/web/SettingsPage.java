package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What concerns only oneself: how one signs in, and where one is signed in.
 *
 * @param email empty if none is known
 * @param connect the account of one's team, if there is such a way in
 * @param notice what came of connecting it, if it did not end well
 * @param browsers where one is signed in, in words
 * @param signOuts here, and everywhere
 */
public record SettingsPage(
        Frame frame,
        String name,
        String email,
        FormView passphrase,
        FormView recoveryCode,
        List<FormView> connect,
        @Nullable String notice,
        List<String> browsers,
        List<FormView> signOuts) {

    @Override
    public String toString() {
        return "SettingsPage[•]";
    }
}
