package orchestrator.reconciler.docker;

/**
 * An image's name cut into what a registry is asked for: {@code hello} means {@code hello:latest}. A
 * pull without a tag would fetch every tag there is.
 *
 * @param repository with the registry's address where one is given
 * @param tag        a tag, or a digest such as {@code sha256:…}
 */
record ImageName(String repository, String tag) {
    static ImageName parse(String text) {
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        // a colon before the last slash belongs to the registry's port
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        String repository = colon < 0 ? named : named.substring(0, colon);
        if (at >= 0) {
            return new ImageName(repository, text.substring(at + 1));
        }
        return new ImageName(repository, colon < 0 ? "latest" : named.substring(colon + 1));
    }
}
