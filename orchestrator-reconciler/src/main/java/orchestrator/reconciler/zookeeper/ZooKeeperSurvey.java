package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orchestrator.reconciler.doctor.EnsembleFacts;
import orchestrator.reconciler.doctor.EnsembleFacts.Contact;
import orchestrator.reconciler.doctor.EnsembleFacts.Server;
import orchestrator.reconciler.doctor.EnsembleSurvey;
import orchestrator.reconciler.doctor.Seen;

/** Looks at a ZooKeeper ensemble. */
public final class ZooKeeperSurvey implements EnsembleSurvey {
    private static final Pattern VERSION = Pattern.compile("version: (\\d+\\.\\d+\\.\\d+)");
    private static final Pattern MODE = Pattern.compile("(?m)^Mode: (\\w+)");
    /** Words that tell who is connected and what it watches, or that change something. */
    private static final List<String> TELLING = List.of("cons", "dump", "wchs");

    private final LongSupplier nanoTime;
    private final LongSupplier wallMillis;

    /**
     * A survey.
     *
     * @param nanoTime   a clock that is never moved, for lengths of time
     * @param wallMillis the clock on the wall, to compare with that of the ensemble
     */
    public ZooKeeperSurvey(LongSupplier nanoTime, LongSupplier wallMillis) {
        this.nanoTime = nanoTime;
        this.wallMillis = wallMillis;
    }

    @Override
    public Server server(Address address) {
        InetAddress resolved;
        try {
            resolved = InetAddress.getByName(address.host());
        } catch (UnknownHostException e) {
            return Server.without(address.toString(), false, Contact.UNRESOLVED);
        }
        boolean loopback = resolved.isLoopbackAddress();
        try {
            String answer = ServerWords.ask(address, "srvr");
            return contact(answer)
                    .map(trouble -> Server.without(address.toString(), loopback, trouble))
                    .orElseGet(() -> serving(address, resolved, answer));
        } catch (ConnectException e) {
            return Server.without(address.toString(), loopback, Contact.REFUSED);
        } catch (IOException e) {
            return Server.without(address.toString(), loopback, Contact.SILENT);
        }
    }

    /** Why a server that answered is of no use; empty when it serves. */
    static Optional<Contact> contact(String answer) {
        if (answer.contains("not currently serving requests")) {
            return Optional.of(Contact.ALONE);
        }
        return VERSION.matcher(answer).find() || ServerWords.isRefused(answer)
                ? Optional.empty()
                : Optional.of(Contact.FOREIGN);
    }

    private static Server serving(Address address, InetAddress resolved, String answer) {
        Map<String, Long> admin = ServerWords.admin(address);
        return new Server(address.toString(), resolved.isLoopbackAddress(), Contact.SERVING,
                found(VERSION, answer), found(MODE, answer),
                ServerTiming.of(address, admin, isLocal(resolved)), !admin.isEmpty(),
                TELLING.stream().filter(word -> answers(address, word)).toList());
    }

    private static Seen<String> found(Pattern pattern, String answer) {
        Matcher matcher = pattern.matcher(answer);
        return matcher.find()
                ? Seen.of(matcher.group(1))
                : Seen.not("it does not answer the word srvr");
    }

    private static boolean answers(Address address, String word) {
        try {
            return !ServerWords.isRefused(ServerWords.ask(address, word));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public Seen<EnsembleFacts.Visit> visit(String connectString) {
        return new EnsembleVisit(nanoTime, wallMillis).visit(connectString);
    }

    @Override
    public List<Path> directories(Address address) {
        try {
            return isLocal(InetAddress.getByName(address.host()))
                    ? LocalSettings.of(address.port()).stream()
                            .flatMap(settings -> Stream.of(settings.getProperty("dataDir", ""),
                                    settings.getProperty("dataLogDir", "")))
                            .filter(name -> !name.isBlank()).map(name -> Path.of(name.strip()))
                            .toList()
                    : List.of();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
