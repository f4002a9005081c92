package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.BasePackPushConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackTransport;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** Git's own protocol over two streams, whoever is behind them. */
final class StreamTransport extends Transport implements PackTransport {
    private final Streams.Opener opener;

    StreamTransport(Repository local, URIish shown, Streams.Opener opener) {
        super(local, shown);
        this.opener = opener;
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        return openFetch(List.of());
    }

    @Override
    public FetchConnection openFetch(Collection<RefSpec> wanted, String... more)
            throws TransportException {
        return new Fetch(this, open("git-upload-pack"), wanted, more);
    }

    @Override
    public PushConnection openPush() throws TransportException {
        return new Push(this, open("git-receive-pack"));
    }

    private Streams open(String service) throws TransportException {
        try {
            return opener.open(service);
        } catch (IOException e) {
            throw new TransportException("cannot open", e);
        }
    }

    @Override
    public void close() {}

    private static final class Fetch extends BasePackFetchConnection {
        private final Streams streams;

        Fetch(StreamTransport transport, Streams streams, Collection<RefSpec> wanted,
                String... more) throws TransportException {
            super(transport);
            this.streams = streams;
            init(streams.in(), streams.out());
            if (!readAdvertisedRefs()) {
                lsRefs(wanted, more);
            }
        }

        @Override
        public void close() {
            super.close();
            if (streams != null) {
                streams.end().close();
            }
        }
    }

    private static final class Push extends BasePackPushConnection {
        private final Streams streams;

        Push(StreamTransport transport, Streams streams) throws TransportException {
            super(transport);
            this.streams = streams;
            init(streams.in(), streams.out());
            readAdvertisedRefs();
        }

        @Override
        public void close() {
            super.close();
            if (streams != null) {
                streams.end().close();
            }
        }
    }
}
