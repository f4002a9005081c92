package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import orchestrator.reconciler.doctor.EnsembleFacts.Timing;
import orchestrator.reconciler.doctor.EnsembleSurvey.Address;
import orchestrator.reconciler.doctor.Seen;

/** Finds out the ticks of a server, whichever way it lets us. */
final class ServerTiming {
    private static final String HIDDEN = "it answers neither conf nor on its admin port";

    private ServerTiming() {}

    /** @param admin what the admin server said */
    static Seen<Timing> of(Address address, Map<String, Long> admin, boolean local) {
        Optional<Timing> told = conf(address).or(() -> admin(admin, address))
                .or(() -> local ? file(address) : Optional.empty());
        return told.or(() -> measured(address)).map(Seen::of).orElseGet(() -> Seen.not(HIDDEN));
    }

    private static Optional<Timing> conf(Address address) {
        try {
            String answer = ServerWords.ask(address, "conf");
            Properties settings = new Properties();
            settings.load(new StringReader(answer));
            return ServerWords.isRefused(answer)
                    ? Optional.empty()
                    : timing(settings, "its word conf");
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Timing> file(Address address) {
        return LocalSettings.of(address.port())
                .flatMap(settings -> timing(settings, "its zoo.cfg"));
    }

    private static Optional<Timing> timing(Properties settings, String source) {
        return number(settings, "tickTime").map(tick -> new Timing(Duration.ofMillis(tick),
                number(settings, "syncLimit"), source));
    }

    private static Optional<Integer> number(Properties settings, String name) {
        return Optional.ofNullable(settings.getProperty(name)).map(String::strip)
                .filter(value -> value.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    /** Several servers on one machine share the admin port, of which only one can have it. */
    private static Optional<Timing> admin(Map<String, Long> settings, Address address) {
        return Optional.of(settings)
                .filter(each -> Long.valueOf(address.port()).equals(each.get("client_port")))
                .filter(each -> each.containsKey("tick_time"))
                .map(each -> new Timing(Duration.ofMillis(each.get("tick_time")),
                        Optional.ofNullable(each.get("sync_limit")).map(Math::toIntExact),
                        "its admin server"));
    }

    private static Optional<Timing> measured(Address address) {
        try {
            return BareSession.tick(address).map(
                    tick -> new Timing(tick, Optional.empty(), "the timeouts it grants"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
