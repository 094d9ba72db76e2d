package rapport.demo;

import java.util.Locale;

/** The people of the story. Nobody of them exists. */
enum Cast {
    MIRIAM(
            "Miriam",
            "Miriam Adler",
            "Leads the product team of Wardline, a rota for hospital wards. Meets Tomás, Priya, Zoë and Maria Fernanda."),
    TOMAS(
            "Tomás",
            "Tomás Quintero",
            "Builds the back end, and is on call more often than he would like. Reports to Miriam."),
    PRIYA(
            "Priya",
            "Priya Raman",
            "Builds the app for nurses, from Toronto. Reports to Miriam; all is calm between them."),
    MARIA_FERNANDA(
            "Maria Fernanda",
            "Maria Fernanda de Albuquerque Cavalcanti",
            "Started last week as a data engineer. Reports to Miriam."),
    ZOE("Zoë", "Zoë Lindqvist", "Leads design and research. Meets Kwame and Yui, and reports to Miriam herself."),
    KWAME("Kwame", "Kwame Mensah", "Designs the app, and has had a hard autumn with Zoë, to whom he reports."),
    YUI(
            "結衣",
            "田中 結衣",
            "Yui Tanaka does user research. Zoë has recorded for her; she has not joined yet and can do so."),
    ILSE("Ilse", "Ilse Vandenberghe", "Ombudsperson. May open a history as an auditor, and is seen doing so.");

    /** Nobody can have this address. */
    static final String COMPANY = "wardline.example";

    private final String called;
    private final String person;
    private final String line;

    Cast(String called, String person, String line) {
        this.called = called;
        this.person = person;
        this.line = line;
    }

    /** What the others call them. */
    String called() {
        return called;
    }

    String person() {
        return person;
    }

    /** Who they are, in a sentence or two. */
    String line() {
        return line;
    }

    /** Their name in addresses. */
    String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String email(String company) {
        return path().replace('-', '.') + "@" + company;
    }

    /** Who may open histories, as the setting names them. */
    static String auditors() {
        return ILSE.person + " <" + ILSE.email(COMPANY) + ">";
    }
}
