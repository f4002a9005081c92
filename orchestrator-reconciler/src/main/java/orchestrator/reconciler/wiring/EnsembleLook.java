package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import orchestrator.reconciler.doctor.EnsembleFacts;
import orchestrator.reconciler.doctor.EnsembleFacts.Contact;
import orchestrator.reconciler.doctor.EnsembleFacts.Server;
import orchestrator.reconciler.doctor.EnsembleFacts.Visit;
import orchestrator.reconciler.doctor.EnsembleSurvey;
import orchestrator.reconciler.doctor.EnsembleSurvey.Address;
import orchestrator.reconciler.doctor.MachineFacts.Disk;
import orchestrator.reconciler.doctor.Seen;
import orchestrator.reconciler.doctor.Target;
import orchestrator.reconciler.machine.Disks;

/** Gathers what is to be known of an ensemble: each server beside the others, then a session. */
final class EnsembleLook {
    private static final Duration PER_SERVER = Duration.ofSeconds(15);
    private static final Duration OF_SESSION = Duration.ofSeconds(15);
    private static final Duration OF_DISKS = Duration.ofSeconds(5);

    private final Bounded bounded;
    private final EnsembleSurvey survey;

    EnsembleLook(Bounded bounded, EnsembleSurvey survey) {
        this.bounded = bounded;
        this.survey = survey;
    }

    /** Empty when there is nothing to look at. */
    Optional<EnsembleFacts> facts(Target target) {
        return target instanceof Target.At(String zookeeper, boolean embedded)
                ? Address.parse(zookeeper).map(each -> facts(zookeeper, embedded, each))
                : Optional.empty();
    }

    private EnsembleFacts facts(String zookeeper, boolean embedded, List<Address> addresses) {
        List<Bounded.Asked<Server>> asked = addresses.stream()
                .map(each -> bounded.begin(() -> survey.server(each))).toList();
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            String address = addresses.get(i).toString();
            servers.add(asked.get(i).within(PER_SERVER,
                    _ -> Server.without(address, false, Contact.SILENT)));
        }
        boolean serves = servers.stream().anyMatch(each -> each.contact() == Contact.SERVING);
        Seen<Visit> visit = serves
                ? bounded.begin(() -> survey.visit(zookeeper)).within(OF_SESSION,
                        _ -> Seen.not("none came within " + OF_SESSION.toSeconds() + "s"))
                : Seen.not("no server serves");
        return new EnsembleFacts(zookeeper, embedded, servers,
                embedded ? List.of() : disks(addresses), visit);
    }

    private List<Seen<Disk>> disks(List<Address> addresses) {
        return bounded.begin(() -> {
            List<Disks.Place> places = new ArrayList<>();
            for (Address address : addresses) {
                for (Path path : survey.directories(address)) {
                    places.add(new Disks.Place("ZooKeeper", path, false));
                }
            }
            return Disks.of(places);
        }).within(OF_DISKS, failure -> List.of(Seen.not(failure instanceof TimeoutException
                ? "it does not answer"
                : String.valueOf(failure.getMessage()))));
    }
}
