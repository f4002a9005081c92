package orchestrator.reconciler.jgit;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import orchestrator.reconciler.git.Remote;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * The way to one repository, for one call.
 *
 * @param scratch a folder for small files of ours
 */
record Transports(Remote remote, Address address, Path scratch, Surroundings surroundings,
        Bounds bounds) {
    /** Checks the address; to be closed. */
    Transport open(CacheRepository local) throws TransportException, NotSupportedException {
        surroundings.allowed().check(address);
        Transport transport = switch (address) {
            case Address.Web web -> web(local, web);
            case Address.Ssh ssh -> new StreamTransport(local, shown(ssh, "ssh"),
                    new SshStreams(ssh, remote, surroundings.allowed(), bounds));
            case Address.Daemon daemon -> {
                InetAddress first = surroundings.allowed().resolve(daemon).getFirst();
                yield new StreamTransport(local, shown(daemon, "git"),
                        new DaemonStreams(daemon, first, bounds));
            }
            case Address.Local(Path folder) -> new StreamTransport(local, new URIish()
                    .setPath(folder.toString()),
                    new LocalStreams(folder, scratch, surroundings, bounds));
        };
        transport.setTimeout(bounds.secondsOfSilence());
        transport.setObjectChecker(local.checker());
        return transport;
    }

    private Transport web(CacheRepository local, Address.Web web)
            throws TransportException, NotSupportedException {
        URIish uri = shown(web, web.scheme());
        TransportHttp transport = (TransportHttp) Transport.open(local, uri);
        transport.setHttpConnectionFactory(new HttpCalls(web, surroundings.allowed(), bounds,
                remote.credentials().isPresent()));
        remote.credentials().ifPresent(credentials -> transport.setPreemptiveBasicAuthentication(
                credentials.user().or(web::user).orElse("git"),
                new String(credentials.secret(), StandardCharsets.UTF_8).strip()));
        return transport;
    }

    private static URIish shown(Address.Remote remote, String scheme) {
        String host = remote.host().contains(":") ? "[" + remote.host() + "]" : remote.host();
        boolean usual = remote instanceof Address.Web web
                && web.port() == (web.secure() ? 443 : 80);
        return new URIish().setScheme(scheme).setHost(host).setPort(usual ? -1 : remote.port())
                .setPath(remote.path());
    }
}
