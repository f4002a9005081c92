package orchestrator.reconciler.jgit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import orchestrator.reconciler.git.Remote;
import orchestrator.reconciler.git.Remote.Credentials;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * A git program at the other end of ssh. What this machine or its user has set up for ssh does not
 * count: no agent, no keys of theirs, no configuration; only what the connection brings.
 */
final class SshStreams implements Streams.Opener {
    private final Address.Ssh address;
    private final Remote remote;
    private final AllowedAddresses allowed;
    private final Bounds bounds;

    SshStreams(Address.Ssh address, Remote remote, AllowedAddresses allowed, Bounds bounds) {
        this.address = address;
        this.remote = remote;
        this.allowed = allowed;
        this.bounds = bounds;
    }

    @Override
    public Streams open(String service) throws IOException {
        InetAddress connect = allowed.resolve(address).getFirst();
        KnownHosts known = new KnownHosts(address, allowed, remote.knownHosts());
        SshClient client = client(known);
        client.start();
        try {
            ClientSession session = session(client, connect);
            ChannelExec channel = session.createExecChannel(service + " '"
                    + address.path().replace("'", "'\\''") + "'");
            channel.setEnv("GIT_PROTOCOL", "version=2");
            channel.setErr(OutputStream.nullOutputStream());
            channel.open().verify(patience());
            return new Streams(bounds.counted(channel.getInvertedOut()), channel.getInvertedIn(),
                    () -> stop(client));
        } catch (IOException | RuntimeException e) {
            stop(client);
            if (known.refusal() != null) {
                throw known.refusal();
            }
            throw e;
        }
    }

    private Duration patience() {
        return Duration.ofSeconds(bounds.secondsOfSilence());
    }

    private SshClient client(KnownHosts known) {
        SshClient client = ClientBuilder.builder()
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .serverKeyVerifier(known)
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE).build();
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE));
        client.setAgentFactory(null);
        client.setSignatureFactories(signatures(client.getSignatureFactories(), known.kinds()));
        return client;
    }

    /**
     * A server has keys of several kinds, and shows one of the kind that is asked for first. The
     * others stay: our own key may be one of them.
     */
    private static List<NamedFactory<Signature>> signatures(List<NamedFactory<Signature>> all,
            List<String> kinds) {
        Predicate<NamedFactory<Signature>> isKnown = each -> kinds.contains(
                each.getName().startsWith("rsa-sha2-") ? "ssh-rsa" : each.getName());
        return all.stream().filter(each -> !each.getName().equals("ssh-rsa"))
                .sorted(Comparator.comparing(each -> !isKnown.test(each))).toList();
    }

    private ClientSession session(SshClient client, InetAddress connect) throws IOException {
        String user = remote.credentials().flatMap(Credentials::user).or(address::user)
                .orElse("git");
        ClientSession session = client
                .connect(user, new InetSocketAddress(connect, address.port()))
                .verify(patience()).getSession();
        Optional<byte[]> secret = remote.credentials().map(Credentials::secret);
        if (secret.isPresent()) {
            identify(session, secret.get());
        }
        try {
            session.auth().verify(patience());
        } catch (SshException e) {
            if (session.isOpen() && !e.getMessage().contains("No more authentication")) {
                throw e;
            }
            throw new RepositoryException(Kind.REFUSED, address.host() + " does not let "
                    + user + " in" + (secret.isPresent()
                            ? " with these credentials"
                            : "; connect with credentials"),
                    e);
        }
        return session;
    }

    private void identify(ClientSession session, byte[] secret) {
        String text = new String(secret, StandardCharsets.UTF_8);
        if (!text.contains("-----BEGIN ")) {
            session.addPasswordIdentity(text.strip());
            return;
        }
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(null,
                    NamedResource.ofName("credentials"), new ByteArrayInputStream(secret),
                    FilePasswordProvider.EMPTY);
            keys.forEach(session::addPublicKeyIdentity);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new RepositoryException(Kind.REFUSED, "the private key for " + address.host()
                    + " cannot be read; it has to be in OpenSSH's form, without a passphrase",
                    null);
        }
    }

    private static void stop(SshClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
