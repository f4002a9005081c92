package orchestrator.reconciler.jgit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;

/**
 * Takes the address of a repository apart. What is not one of the few forms is refused: git itself
 * knows addresses that start programs ({@code ext::}), and names that look like options.
 */
final class AddressParser {
    private static final String HOST = "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9._-]*))";
    private static final Pattern URL = Pattern.compile("(https?|ssh|git)://(?:([^@/]*)@)?" + HOST
            + "(?::([0-9]{1,5}))?(/.*)");
    private static final Pattern SCP = Pattern.compile("(?:([^@/:]+)@)" + HOST + ":([^:]+)");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*");
    private static final Pattern DOTTED = Pattern.compile(
            "(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern NUMERIC = Pattern
            .compile("(.*\\.)?(0[xX][0-9A-Fa-f]*|[0-9]+)\\.?");

    private AddressParser() {}

    /** @throws RepositoryException REFUSED when it is none, or has a password in it */
    static Address parse(String url) {
        if (url.length() > 2000 || url.chars().anyMatch(c -> c < ' ' || c == 127 || c == '\\')) {
            throw refused(url, "it has characters that no address has");
        }
        if (url.startsWith("/")) {
            return local(url, url);
        }
        if (url.startsWith("file://")) {
            String path = url.substring("file://".length()).replaceFirst("^localhost/", "/");
            return local(url, decoded(url, path));
        }
        Matcher matcher = URL.matcher(url);
        if (matcher.matches()) {
            return remote(url, matcher);
        }
        Matcher scp = SCP.matcher(url);
        if (scp.matches()) {
            return new Address.Ssh(user(url, scp.group(1)), host(url, scp.group(2)), 22,
                    path(url, scp.group(3)));
        }
        throw refused(url, "it is neither https://, ssh://, user@host:path, file:// nor a path");
    }

    private static Address remote(String url, Matcher matcher) {
        Optional<String> user = user(url, matcher.group(2));
        String host = host(url, matcher.group(3));
        String scheme = matcher.group(1);
        int port = port(url, matcher.group(4), scheme);
        String path = path(url, matcher.group(5));
        return switch (scheme) {
            case "ssh" -> new Address.Ssh(user, host, port, decoded(url, path));
            case "git" -> new Address.Daemon(host, port, decoded(url, path));
            default -> web(url, new Address.Web(scheme.equals("https"), user, host, port, path));
        };
    }

    private static Address web(String url, Address.Web web) {
        decoded(url, web.path());
        if (web.path().contains("?") || web.path().contains("#")) {
            throw refused(url, "it has a query");
        }
        return web;
    }

    private static Address local(String url, String path) {
        try {
            Path folder = Path.of(path);
            if (!folder.isAbsolute()) {
                throw refused(url, "it is not a whole path");
            }
            return new Address.Local(folder.normalize());
        } catch (InvalidPathException e) {
            throw refused(url, "it is not a path");
        }
    }

    private static Optional<String> user(String url, String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.contains(":")) {
            throw new RepositoryException(Kind.REFUSED, "the address has a password in it; keep"
                    + " it as a secret instead: orch secret set", null);
        }
        if (!USER.matcher(text).matches()) {
            throw refused(url, "the name in it is not one");
        }
        return Optional.of(text);
    }

    /** Addresses in other than the usual notation are a way around rules, so they are refused. */
    private static String host(String url, String text) {
        String host = text.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (host.contains("..") || NUMERIC.matcher(host).matches()
                && !DOTTED.matcher(host).matches()) {
            throw refused(url, "write the host by name, or as four numbers");
        }
        return host;
    }

    private static int port(String url, String text, String scheme) {
        if (text == null) {
            return switch (scheme) {
                case "https" -> 443;
                case "http" -> 80;
                case "ssh" -> 22;
                default -> 9418;
            };
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw refused(url, "there is no port " + port);
        }
        return port;
    }

    private static String path(String url, String path) {
        if (path.startsWith("-") || path.startsWith("/-") || path.contains("/../")
                || path.endsWith("/..")) {
            throw refused(url, "its path is not one");
        }
        return path;
    }

    private static String decoded(String url, String path) {
        try {
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.chars().anyMatch(c -> c < ' ' || c == 127)) {
                throw refused(url, "it has characters that no address has");
            }
            return path(url, decoded);
        } catch (IllegalArgumentException e) {
            throw refused(url, "it has a % that says nothing");
        }
    }

    private static RepositoryException refused(String url, String why) {
        String shown = url.replaceAll("//[^@/]*@", "//").replaceAll("[^ -~]", "?");
        return new RepositoryException(Kind.REFUSED, "\"" + Text.shortened(shown, 120)
                + "\" is not the address of a repository: " + why, null);
    }
}
