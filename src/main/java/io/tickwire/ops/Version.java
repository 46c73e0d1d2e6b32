package io.tickwire.ops;

/** The version that the jar's manifest states. */
public final class Version {

    private Version() {}

    /** {@code development} outside a jar. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
