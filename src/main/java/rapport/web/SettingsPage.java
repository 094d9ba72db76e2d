package rapport.web;

import java.util.List;

/**
 * What concerns only oneself: how one signs in, and where one is signed in.
 *
 * @param email empty if none is known
 * @param browsers where one is signed in, in words
 */
public record SettingsPage(
        Frame frame,
        String name,
        String email,
        FormView passphrase,
        FormView recoveryCode,
        List<String> browsers,
        FormView signOutEverywhere) {

    @Override
    public String toString() {
        return "SettingsPage[•]";
    }
}
