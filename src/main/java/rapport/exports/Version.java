package rapport.exports;

/** Which Rapport this is. */
final class Version {

    private Version() {}

    /** As it stands in the packaged jar; anything else is one that is being worked on. */
    static String text() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "in development" : version;
    }
}
