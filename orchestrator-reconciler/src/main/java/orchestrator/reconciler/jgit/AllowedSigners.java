package orchestrator.reconciler.jgit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of a list as in OpenSSH's {@code allowed_signers}. Times are UTC. A line that is not
 * understood allows nobody.
 */
final class AllowedSigners {
    private static final Pattern LINE = Pattern.compile("(?<who>\"[^\"]*\"|\\S+)\\s+"
            + "(?:(?<options>(?:[A-Za-z-]+(?:=\"[^\"]*\")?)(?:,[A-Za-z-]+(?:=\"[^\"]*\")?)*)\\s+)??"
            + "(?<type>(?:sk-)?(?:ssh|ecdsa)-[A-Za-z0-9@.-]+)\\s+(?<key>[A-Za-z0-9+/=]+)(?:\\s.*)?");
    private static final Pattern OPTION = Pattern.compile("([A-Za-z-]+)(?:=\"([^\"]*)\")?");
    private static final Pattern BARE = Pattern.compile("(?:sk-)?(?:ssh|ecdsa)-\\S+\\s+AAAA.*");

    private AllowedSigners() {}

    /**
     * One line.
     *
     * @param who    principals, for people
     * @param key    in base 64, with its kind inside
     * @param wrong  why the line allows nobody
     */
    record Signer(String who, String key, Optional<Instant> after, Optional<Instant> before,
            Optional<String> wrong) {}

    static List<Signer> parse(String text) {
        return text.replaceAll("(?s)-----BEGIN PGP.*?-----END PGP[^\n]*", "").lines()
                .map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .flatMap(AllowedSigners::line).toList();
    }

    private static Stream<Signer> line(String line) {
        String whole = BARE.matcher(line).matches() ? "* " + line : line;
        Matcher matcher = LINE.matcher(whole);
        return matcher.matches() ? Stream.of(signer(matcher)) : Stream.empty();
    }

    private static Signer signer(Matcher line) {
        Optional<Instant> after = Optional.empty();
        Optional<Instant> before = Optional.empty();
        List<String> wrong = new ArrayList<>();
        Matcher option = OPTION.matcher(Optional.ofNullable(line.group("options")).orElse(""));
        while (option.find()) {
            String value = Optional.ofNullable(option.group(2)).orElse("");
            try {
                switch (option.group(1).toLowerCase(Locale.ROOT)) {
                    case "namespaces" -> {
                        if (!List.of(value.split(",")).contains("git")) {
                            wrong.add("its key is not listed for git");
                        }
                    }
                    case "valid-after" -> after = Optional.of(time(value));
                    case "valid-before" -> before = Optional.of(time(value));
                    case "cert-authority" -> wrong.add("lists of authorities are not supported,"
                            + " list the key itself");
                    default -> wrong.add("its line has an option that is not known here");
                }
            } catch (DateTimeException e) {
                wrong.add("its line has a time that is none");
            }
        }
        return new Signer(line.group("who").replace("\"", ""), line.group("key"), after, before,
                wrong.stream().findFirst());
    }

    private static Instant time(String text) {
        String digits = text.replaceAll("Z$", "");
        String whole = digits + "000000".substring(0, Math.clamp(14 - digits.length(), 0, 6));
        return LocalDateTime.parse(whole, DateTimeFormatter.ofPattern("uuuuMMddHHmmss"))
                .toInstant(ZoneOffset.UTC);
    }
}
