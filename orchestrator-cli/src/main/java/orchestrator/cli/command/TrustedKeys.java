package orchestrator.cli.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The public keys of {@code --verify}.
 *
 * @param text  one per line as in OpenSSH's {@code allowed_signers}, and OpenPGP keys in armour
 * @param count how many
 */
record TrustedKeys(String text, int count) {
    static final TrustedKeys NONE = new TrustedKeys("", 0);

    private static final Pattern PRIVATE = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY.*");
    private static final Pattern TYPE = Pattern.compile("ssh-ed25519|ssh-rsa"
            + "|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\\.com"
            + "|sk-ecdsa-sha2-nistp256@openssh\\.com");
    private static final String PGP = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String PGP_END = "-----END PGP PUBLIC KEY BLOCK-----";
    private static final String SHAPES = "one public key per line, as in the .pub file or in "
            + "allowed_signers, or what gpg --armor --export prints";

    /**
     * Reads a file of public keys.
     *
     * @throws Failure when anything in it is no public key, first of all a private one
     */
    static TrustedKeys read(String file, Path folder) {
        String text = TextFile.read("--verify", file, folder);
        if (text.lines().anyMatch(line -> PRIVATE.matcher(line.strip()).matches())) {
            boolean pgp = text.contains("PGP PRIVATE");
            throw Failure.wrongInput(file + " holds a private key, which must stay with its owner;"
                    + " --verify takes public keys, and nothing was sent",
                    pgp
                            ? "gpg --armor --export KEY > keys.asc, then --verify keys.asc"
                            : "ssh-keygen -y -f " + file + " > keys.pub, then --verify keys.pub");
        }
        List<String> kept = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(PGP)) {
                int end = lines.subList(i, lines.size()).indexOf(PGP_END);
                if (end < 0) {
                    throw wrong(file, i + 1, "an OpenPGP key that does not end");
                }
                kept.addAll(lines.subList(i, i + end + 1));
                i += end;
                count++;
            } else if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                kept.add(ssh(file, i + 1, lines.get(i)));
                count++;
            }
        }
        if (count == 0) {
            throw Failure.wrongInput("there is no key in " + file, SHAPES);
        }
        return new TrustedKeys(String.join("\n", kept) + "\n", count);
    }

    /** A plain public key is anybody's; {@code allowed_signers} begins with whose it is. */
    private static String ssh(String file, int number, String line) {
        List<String> words = List.of(line.split("\\s+"));
        for (int i = 0; i + 1 < words.size(); i++) {
            if (TYPE.matcher(words.get(i)).matches()) {
                if (!isKey(words.get(i), words.get(i + 1))) {
                    throw wrong(file, number, "not a whole " + words.get(i) + " key");
                }
                return i == 0 ? "* " + line : line;
            }
        }
        throw wrong(file, number, line.contains("ssh-dss")
                ? "an ssh-dss key, which is too weak to trust"
                : "not a public key");
    }

    /** The name of its type stands in the key once more. */
    private static boolean isKey(String type, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            byte[] name = type.getBytes(StandardCharsets.US_ASCII);
            boolean named = key.length > name.length + 4 && key[3] == name.length;
            for (int i = 0; named && i < name.length; i++) {
                named = key[4 + i] == name[i];
            }
            return named;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Failure wrong(String file, int line, String what) {
        return Failure.wrongInput(file + ":" + line + ": " + what, SHAPES);
    }
}
