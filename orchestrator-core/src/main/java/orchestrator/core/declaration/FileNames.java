package orchestrator.core.declaration;

/** How files are called in messages. */
final class FileNames {
    private FileNames() {}

    /** A path written in the declaration, as seen from where the declaration is named. */
    static String beside(String fileName, String path) {
        return fileName.substring(0, fileName.lastIndexOf('/') + 1) + path;
    }
}
