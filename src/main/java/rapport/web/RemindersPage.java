package rapport.web;

import java.util.List;

/**
 * How somebody is reminded.
 *
 * @param sentence what holds now
 * @param zones the time zones to choose from
 */
public record RemindersPage(Frame frame, String sentence, FormView settings, List<String> zones) {}
