package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one signs in; without a form as long as nobody has set Rapport up. */
public record SignInPage(
        Frame frame,
        List<FormView> form,
        PasskeyOffer passkey,
        @Nullable String notice) {

    @Override
    public String toString() {
        return "SignInPage[•]";
    }
}
