package rapport.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.exports.PartyExport;
import rapport.parties.Actor;

/** A party's copy of one relationship, as a zip. */
@RestController
class ExportController {

    private final PartyExport exports;

    ExportController(PartyExport exports) {
        this.exports = exports;
    }

    @PostMapping("/api/relationships/{r}/export")
    void copy(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields, HttpServletResponse response)
            throws IOException {
        var copy = exports.of(actor.person(), Addresses.relationship(r));
        fields.check();
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(copy.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        copy.writeTo(response.getOutputStream());
    }
}
