package orchestrator.reconciler.jgit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orchestrator.reconciler.git.NetworkAddress;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;

/**
 * Which repositories may be asked for. Anybody who may write a connection makes servers call an
 * address, so only https and ssh to addresses of networks are open to all; what else there is has
 * to be named by whoever starts the servers.
 *
 * @param everything true on a person's own machine, where they could run git themselves
 * @param hosts      {@code host} or {@code host:port}: any address behind it, and http and git too
 * @param folders    below which repositories may lie
 */
public record AllowedAddresses(boolean everything, List<String> hosts, List<Path> folders) {
    /** For a person's own machine. */
    public static final AllowedAddresses EVERYTHING = new AllowedAddresses(true, List.of(),
            List.of());

    public AllowedAddresses {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
    }

    /** @param words as given to {@code --git-allow}: a folder begins with a slash */
    public static AllowedAddresses of(List<String> words) {
        List<Path> folders = words.stream().filter(word -> word.startsWith("/")).map(Path::of)
                .toList();
        List<String> hosts = words.stream().filter(word -> !word.startsWith("/")).toList();
        return new AllowedAddresses(false, hosts, folders);
    }

    /** @throws RepositoryException REFUSED for a way there that is not open to all, nor named */
    void check(Address address) {
        boolean open = switch (address) {
            case Address.Web web -> web.secure() || isNamed(web);
            case Address.Ssh _ -> true;
            case Address.Daemon daemon -> isNamed(daemon);
            case Address.Local local -> isBelow(local.folder());
        };
        if (!open) {
            throw refused(address instanceof Address.Local(Path folder)
                    ? "the folder " + folder + " is not open to connections"
                    : "only https and ssh are open to connections", what(address));
        }
    }

    private static String what(Address address) {
        return switch (address) {
            case Address.Local(Path folder) -> folder.toString();
            case Address.Remote remote -> remote.host() + ":" + remote.port();
        };
    }

    /** True for a folder that is named, or below one, wherever links lead. */
    boolean isBelow(Path folder) {
        if (everything) {
            return true;
        }
        Path actual = LocalRepository.actual(folder);
        return folders.stream()
                .anyMatch(allowed -> actual.startsWith(LocalRepository.actual(allowed)));
    }

    private boolean isNamed(Address.Remote remote) {
        String host = remote.host().contains(":") ? "[" + remote.host() + "]" : remote.host();
        return everything || hosts.contains(host) || hosts.contains(host + ":" + remote.port());
    }

    /**
     * The addresses behind a name that may be connected to.
     *
     * @throws RepositoryException REFUSED when one of them may not, UNREACHABLE without any
     */
    List<InetAddress> resolve(Address.Remote remote) {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (InetAddress each : InetAddress.getAllByName(remote.host())) {
                check(remote, each);
                found.add(each);
            }
        } catch (UnknownHostException e) {
            throw new RepositoryException(Kind.UNREACHABLE,
                    "the name " + remote.host() + " is not known here", e);
        }
        return found;
    }

    /** @throws RepositoryException REFUSED when that address may not be talked to */
    void check(Address.Remote remote, InetAddress connected) {
        if (!isNamed(remote) && !NetworkAddress.isOfANetwork(connected)) {
            throw refused(remote.host() + " is " + connected.getHostAddress()
                    + ", which is not an address of a git server elsewhere", what(remote));
        }
    }

    private static RepositoryException refused(String why, String what) {
        return new RepositoryException(Kind.REFUSED,
                why + "; servers started with --git-allow " + what + " let it in", null);
    }
}
