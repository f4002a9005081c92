package orchestrator.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import orchestrator.cli.render.Nearest;

/**
 * Where a repository is, as a person typed it.
 *
 * @param text as it is kept
 * @param ssh  present when the way there is ssh
 */
record GitUrl(String text, Optional<SshHost> ssh) {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:([^@/]*)@)?(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?(/.+)");
    private static final Pattern SHORT_SSH = Pattern.compile(
            "[A-Za-z0-9._-]+@([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):([^:]+)");
    private static final Pattern TOKEN = Pattern.compile("(gh[a-z]_|github_pat_|glpat-).*|.{30,}");
    private static final List<String> SCHEMES = List.of("https", "ssh", "file", "http", "git");
    private static final String SHAPES = "write https://HOST/PATH, ssh://USER@HOST/PATH, "
            + "USER@HOST:PATH, or an absolute path on the servers";

    /** An ssh server; port 22 when none was said. */
    record SshHost(String name, int port) {
        /** As in {@code known_hosts}. */
        String known() {
            return port == 22 ? name : "[" + name + "]:" + port;
        }

        /** The command that prints its keys. */
        String scan() {
            return "ssh-keyscan " + (port == 22 ? "" : "-p " + port + " ") + name;
        }
    }

    /**
     * Reads it.
     *
     * @param folder what a path that is not absolute is beside
     * @throws Failure when git would not take it, or it must not be kept
     */
    static GitUrl of(String typed, Path folder) {
        String text = typed.strip();
        if (text.isEmpty() || text.startsWith("-")
                || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw Failure.wrongInput("that is not the URL of a repository", SHAPES);
        }
        if (text.contains("::") && !text.contains("[")) {
            throw Failure.wrongInput("a URL with \"::\" makes git run a program, so it is never "
                    + "followed", SHAPES);
        }
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.matches()) {
            return withScheme(scheme.group(1), scheme.group(2), text);
        }
        Matcher ssh = SHORT_SSH.matcher(text);
        if (ssh.matches()) {
            return new GitUrl(text, Optional.of(new SshHost(bare(ssh.group(1)), 22)));
        }
        return new GitUrl(path(text, folder), Optional.empty());
    }

    /** True when it is a folder of whichever machine reads it. */
    boolean isLocal() {
        return text.startsWith("/") || text.startsWith("file:");
    }

    private static GitUrl withScheme(String scheme, String rest, String text) {
        if (!SCHEMES.contains(scheme)) {
            throw Failure.wrongInput("git knows no \"" + scheme + "://\" that can be followed"
                    + Nearest.question(scheme, SCHEMES), SHAPES);
        }
        if (scheme.equals("file")) {
            if (!rest.startsWith("/") || rest.contains("@{")) {
                throw Failure.wrongInput("a file URL names a folder of the servers, from the root",
                        "write file:///srv/git/shop.git");
            }
            return new GitUrl(text, Optional.empty());
        }
        Matcher parts = AUTHORITY.matcher(rest);
        if (rest.contains("?") || rest.contains("#") || !parts.matches()) {
            requireNoPassword(rest.replaceFirst("/.*", ""));
            throw Failure.wrongInput("that URL is not " + scheme + "://HOST/PATH", SHAPES);
        }
        requireNoPassword(rest.substring(0, rest.length() - parts.group(4).length()));
        int port = parts.group(3) == null ? 22 : Integer.parseInt(parts.group(3));
        return new GitUrl(text, scheme.equals("ssh")
                ? Optional.of(new SshHost(bare(parts.group(2)), port))
                : Optional.empty());
    }

    /** Without showing it once more. */
    private static void requireNoPassword(String authority) {
        int at = authority.lastIndexOf('@');
        String user = authority.substring(0, Math.max(0, at));
        if (user.contains(":") || TOKEN.matcher(user).matches()) {
            String host = authority.substring(at + 1);
            throw Failure.wrongInput("there is a password in that URL, and a URL is shown to "
                    + "everybody who looks; nothing was sent",
                    "keep it as a secret: orch secret set git-password -p PROJECT --for-git < FILE"
                            + ", then orch git connect https://" + host
                            + "/... --user NAME --credentials git-password");
        }
    }

    private static String path(String text, Path folder) {
        if (text.startsWith("/")) {
            return text;
        }
        if (Files.isDirectory(folder.resolve(text))) {
            return folder.resolve(text).toAbsolutePath().normalize().toString();
        }
        boolean host = text.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+/.+");
        throw Failure.wrongInput("\"" + text + "\" is neither a URL nor a folder here"
                + (host ? "; did you mean \"https://" + text + "\"?" : ""), SHAPES);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
