package io.tickwire.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** {@code export-guide}: prints the page of the documentation, which is packed as it is. */
final class ExportGuide {
    private static final String PAGE = "export-guide.md";

    private ExportGuide() {}

    static ExitCode print(PrintStream out) {
        try (InputStream page = ExportGuide.class.getResourceAsStream(PAGE)) {
            if (page == null) {
                throw new IOException(PAGE + " is not in the jar");
            }
            out.writeBytes(page.readAllBytes());
            return ExitCode.OK;
        } catch (IOException unread) {
            System.err.println("tickwire: export-guide: " + unread.getMessage());
            return ExitCode.FAILED;
        }
    }
}
