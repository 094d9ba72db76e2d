package rapport.web;

/** Numbers of things as people say them. */
final class Counts {

    private Counts() {}

    /** Such as "1 promise" or "3 promises". */
    static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    static String of(long number, String one, String many) {
        return number == 1 ? "1 " + one : number + " " + many;
    }
}
