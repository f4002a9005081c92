package orchestrator.reconciler.jgit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;

/**
 * A commit, read from its bytes as they are: what a signature vouches for is exactly these without
 * the signature.
 *
 * @param tree       its files
 * @param parents    in the order written
 * @param committed  by the committer's clock
 * @param signatures every one there is; a commit made by git has one at most
 * @param signed     the bytes without any signature
 */
record Commit(CommitMark mark, String tree, List<String> parents, Instant committed,
        List<String> signatures, byte[] signed) {
    private static final Pattern PERSON = Pattern.compile("(.*?)\\s*<[^<>]*>\\s*(-?[0-9]{1,18}).*");

    /** @param id its name, which the bytes were checked against */
    static Commit of(CommitId id, byte[] raw) {
        List<Header> headers = headers(raw);
        List<String> signatures = headers.stream().filter(Header::isSignature)
                .map(Header::value).toList();
        String author = first(headers, "author");
        CommitMark mark = new CommitMark(id, name(author), subject(raw), when(author));
        return new Commit(mark, first(headers, "tree"),
                headers.stream().filter(header -> header.name().equals("parent"))
                        .map(Header::value).toList(),
                when(first(headers, "committer")), signatures, without(raw, headers));
    }

    /** One header with its continuation lines, and where it is in the bytes. */
    private record Header(String name, String value, int from, int to) {
        boolean isSignature() {
            return name.equals("gpgsig") || name.equals("gpgsig-sha256");
        }
    }

    private static List<Header> headers(byte[] raw) {
        List<Header> headers = new ArrayList<>();
        int at = 0;
        while (at < raw.length && raw[at] != '\n') {
            int end = endOfLine(raw, at);
            while (end < raw.length && raw[end] == ' ') {
                end = endOfLine(raw, end);
            }
            String text = new String(raw, at, end - at, StandardCharsets.UTF_8)
                    .replaceAll("\n$", "").replace("\n ", "\n");
            int space = Math.max(0, text.indexOf(' '));
            headers.add(new Header(text.substring(0, space),
                    text.substring(Math.min(text.length(), space + 1)), at, end));
            at = end;
        }
        return headers;
    }

    private static int endOfLine(byte[] raw, int from) {
        int at = from;
        while (at < raw.length && raw[at] != '\n') {
            at++;
        }
        return Math.min(raw.length, at + 1);
    }

    private static byte[] without(byte[] raw, List<Header> headers) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(raw.length);
        int at = 0;
        for (Header header : headers) {
            if (header.isSignature()) {
                rest.write(raw, at, header.from() - at);
                at = header.to();
            }
        }
        rest.write(raw, at, raw.length - at);
        return rest.toByteArray();
    }

    private static String first(List<Header> headers, String name) {
        return headers.stream().filter(header -> header.name().equals(name)).map(Header::value)
                .findFirst().orElse("");
    }

    private static String subject(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        int start = text.indexOf("\n\n");
        return start < 0
                ? ""
                : Text.shown(text.substring(start).strip().lines().findFirst()
                        .orElse(""));
    }

    private static String name(String person) {
        return Text.shown(person(person).map(matcher -> matcher.group(1)).orElse(person));
    }

    private static Instant when(String person) {
        try {
            return Instant.ofEpochSecond(person(person)
                    .map(matcher -> Long.parseLong(matcher.group(2))).orElse(0L));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static Optional<Matcher> person(String person) {
        Matcher matcher = PERSON.matcher(person);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Commit commit && commit.mark.equals(mark)
                && Arrays.equals(commit.signed, signed);
    }

    @Override
    public int hashCode() {
        return mark.hashCode();
    }
}
