package orchestrator.core.declaration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of image names, as the engine itself reads them. */
final class ImageReference {
    /** Stands for whatever registry the engine asks when a name has none; only its form counts. */
    private static final String DEFAULT_REGISTRY = "registry.example/";
    private static final String HOST_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String HOST = HOST_PART + "(?:\\." + HOST_PART + ")*";
    private static final String DOMAIN = "(?:" + HOST + "|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
    private static final String PATH_PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final String PATH = PATH_PART + "(?:/" + PATH_PART + ")*";
    private static final String TAG = "[0-9A-Za-z_][0-9A-Za-z_.-]{0,127}";
    private static final String DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*"
            + ":[0-9a-fA-F]{32,}";
    private static final Pattern REFERENCE = Pattern.compile("(?<domain>" + DOMAIN + "/)?(?<path>"
            + PATH + ")(?::(?<tag>" + TAG + "))?(?:@(?<digest>" + DIGEST + "))?");
    private static final Pattern ONLY_AN_ID = Pattern.compile("[a-f0-9]{64}");
    private static final int LONGEST_PATH = 255;
    private static final int LONGEST = 1024;

    private ImageReference() {}

    /** {@code text} itself when it names an image. */
    static Parsed<String> read(String key, String text) {
        if (text.contains("${")) {
            return bad(text, "a file means the same everywhere: write the name out");
        }
        if (text.length() > LONGEST) {
            return bad(text, "it is too long");
        }
        Matcher matcher = REFERENCE.matcher(normalized(text));
        if (!matcher.matches()) {
            return bad(text, reason(text));
        }
        if (ONLY_AN_ID.matcher(text).matches()) {
            return bad(text, "64 hexadecimal digits are an id: name a repository");
        }
        if (matcher.group("path").length() > LONGEST_PATH) {
            return bad(text, "the name is longer than " + LONGEST_PATH + " characters");
        }
        String digest = matcher.group("digest");
        return digest == null || isDigest(digest)
                ? Parsed.value(text)
                : bad(text, "a digest is sha256: and 64 digits in lower case");
    }

    /** With the default registry before a name whose first part is not a host. */
    private static String normalized(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost")
                || !first.toLowerCase(Locale.ROOT).equals(first);
        return slash >= 0 && host ? text : DEFAULT_REGISTRY + (slash < 0 ? "library/" : "") + text;
    }

    private static boolean isDigest(String digest) {
        int colon = digest.indexOf(':');
        String digits = digest.substring(colon + 1);
        return digits.length() == digestLength(digest.substring(0, colon))
                && digits.equals(digits.toLowerCase(Locale.ROOT));
    }

    private static int digestLength(String algorithm) {
        return switch (algorithm) {
            case "sha256" -> 64;
            case "sha384" -> 96;
            case "sha512" -> 128;
            default -> -1;
        };
    }

    private static String reason(String text) {
        if (text.length() > 1 && text.endsWith(":")) {
            return "the tag after \":\" is missing";
        }
        String repository = text.split("[:@]", 2)[0];
        return repository.equals(repository.toLowerCase(Locale.ROOT))
                ? "an image is written as mysql:8.4 or registry.example.com/team/app:1.0"
                : "the name of a repository is in lower case";
    }

    private static Parsed<String> bad(String text, String hint) {
        return Parsed.wrong(Mistake.of(ProblemCode.BAD_IMAGE,
                VisibleText.quoted(text) + " is not the name of an image", hint));
    }
}
