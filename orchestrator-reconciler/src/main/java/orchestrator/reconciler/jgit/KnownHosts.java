package orchestrator.reconciler.jgit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * The keys that one ssh server may show, by lines as in OpenSSH's {@code known_hosts}. There is no
 * trust at first sight: nobody is there to ask.
 */
final class KnownHosts implements ServerKeyVerifier {
    private final Address.Ssh address;
    private final AllowedAddresses allowed;
    private final List<KnownHostEntry> entries;
    private volatile RepositoryException refusal;

    KnownHosts(Address.Ssh address, AllowedAddresses allowed, String lines) {
        this.address = address;
        this.allowed = allowed;
        entries = parse(lines).stream()
                .filter(entry -> entry.isHostMatch(address.host(), address.port())).toList();
        if (entries.isEmpty()) {
            throw new RepositoryException(Kind.REFUSED, "no key is known of the ssh server "
                    + address.host() + "; connect with the lines that ssh-keyscan"
                    + (address.port() == 22 ? " " : " -p " + address.port() + " ")
                    + address.host() + " prints, once you have checked them", null);
        }
    }

    private List<KnownHostEntry> parse(String lines) {
        try {
            return KnownHostEntry.readKnownHostEntries(
                    new BufferedReader(new StringReader(lines)));
        } catch (IOException | RuntimeException e) {
            throw new RepositoryException(Kind.REFUSED,
                    "the known keys of " + address.host() + " cannot be read", e);
        }
    }

    /** The kinds of key that are listed: asking for another kind could only fail. */
    List<String> kinds() {
        return entries.stream().map(entry -> entry.getKeyEntry().getKeyType()).distinct()
                .toList();
    }

    /** Why the server was sent away, or null. */
    RepositoryException refusal() {
        return refusal;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress connected,
            PublicKey shown) {
        try {
            allowed.check(address, ((InetSocketAddress) connected).getAddress());
            boolean revoked = entries.stream().filter(entry -> "revoked".equals(entry.getMarker()))
                    .anyMatch(entry -> isKey(entry, shown));
            boolean known = entries.stream().filter(entry -> entry.getMarker() == null)
                    .anyMatch(entry -> isKey(entry, shown));
            if (known && !revoked) {
                return true;
            }
            refusal = new RepositoryException(Kind.REFUSED, "the ssh server " + address.host()
                    + " shows the key " + KeyUtils.getFingerPrint(shown) + ", which is "
                    + (revoked ? "revoked" : "not a known key of it"), null);
        } catch (RepositoryException e) {
            refusal = e;
        }
        return false;
    }

    private static boolean isKey(KnownHostEntry entry, PublicKey shown) {
        try {
            return KeyUtils.compareKeys(entry.getKeyEntry().resolvePublicKey(null, null), shown);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
