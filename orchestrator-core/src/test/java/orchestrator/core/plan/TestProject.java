package orchestrator.core.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Part;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.SourceMark;
import orchestrator.core.model.StackName;
import orchestrator.core.model.Value;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredProject.Count;
import orchestrator.core.state.DesiredProject.Member;
import orchestrator.core.state.DesiredProject.RunEntry;

/** A project put together in a test, without the language. */
final class TestProject {
    private final String name;
    private final LinkedHashMap<String, Service> services = new LinkedHashMap<>();
    private final LinkedHashMap<String, List<Member>> stacks = new LinkedHashMap<>();
    private final List<RunEntry> run = new ArrayList<>();
    private final List<DesiredProject.SecretSpec> secrets = new ArrayList<>();
    private final TreeMap<String, Integer> restarts = new TreeMap<>();
    private Optional<Reason> halted = Optional.empty();
    private int revision = 1;

    TestProject(String name) {
        this.name = name;
    }

    /** The project of the README: five stacks of a database and a web server, two balancers. */
    static TestProject shop(int lamps, int balancers) {
        return new TestProject("shop")
                .service("mysql", s -> s.volume("data").cpu(1000).memory(1024).port("sql", 3306))
                .service("apache", s -> s.after("mysql").uses("mysql").cpu(500).memory(256)
                        .port("http", 80))
                .service("haproxy", s -> s.cpu(500).memory(128).published("http", 80)
                        .template("{{#lamp/apache}}{{id}} {{address}}{{/lamp/apache}}").reload())
                .stack("lamp", "mysql", "apache").run("lamp", lamps).run("haproxy", balancers);
    }

    TestProject service(String service, UnaryOperator<Service> with) {
        services.put(service, with.apply(new Service(service)));
        return this;
    }

    /** Changes a service that is there already. */
    TestProject change(String service, UnaryOperator<Service> with) {
        services.compute(service, (key, now) -> with.apply(now));
        return this;
    }

    TestProject stack(String stack, String... members) {
        stacks.put(stack, Arrays.stream(members)
                .map(each -> new Member(new ServiceName(each), new Count.Exactly(1))).toList());
        return this;
    }

    TestProject run(String what, int count) {
        return run(what, new Count.Exactly(count));
    }

    TestProject everyNode(String what) {
        return run(what, new Count.EveryNode());
    }

    TestProject secret(String secret, boolean generated) {
        secrets.add(new DesiredProject.SecretSpec(new SecretName(secret), generated, false));
        return this;
    }

    TestProject restart(String address, int asked) {
        restarts.put(address, asked);
        return revision(asked);
    }

    TestProject revision(int number) {
        revision = number;
        return this;
    }

    TestProject paused() {
        halted = Optional.of(new Reason(ReasonCode.ROLLOUT_PAUSED, "paused by alice"));
        return this;
    }

    private TestProject run(String what, Count count) {
        run.removeIf(entry -> entry.name().equals(what));
        run.add(stacks.containsKey(what)
                ? new RunEntry.Stack(new StackName(what), count, stacks.get(what))
                : new RunEntry.Service(new ServiceName(what), count));
        return this;
    }

    DesiredProject build() {
        return new DesiredProject(new ProjectName(name), revision,
                services.values().stream().map(Service::build).toList(), run, secrets, restarts,
                halted);
    }

    /** One service in the making. */
    static final class Service {
        private final String name;
        private String image;
        private int milliCpu;
        private long memory;
        private String apart = "";
        private boolean reload;
        private boolean leaveBehind;
        private int atOnce = 1;
        private Duration stableFor = Duration.ZERO;
        private Duration lostAfter = ServiceSpec.DEFAULT_LOST_AFTER;
        private Optional<ServiceSpec.Update.Order> order = Optional.empty();
        private ServiceSpec.Exclusive exclusive = ServiceSpec.Exclusive.NO;
        private final TreeMap<String, String> only = new TreeMap<>();
        private final List<String> near = new ArrayList<>();
        private final List<String> after = new ArrayList<>();
        private final List<ContainerSpec.Env> env = new ArrayList<>();
        private final List<ContainerSpec.FileMount> files = new ArrayList<>();
        private final List<ContainerSpec.Port> ports = new ArrayList<>();
        private final List<String> volumes = new ArrayList<>();

        private Service(String name) {
            this.name = name;
            this.image = name + ":1";
        }

        Service image(String value) {
            image = value;
            return this;
        }

        Service cpu(int milli) {
            milliCpu = milli;
            return this;
        }

        Service memory(int megabytes) {
            memory = megabytes * 1024L * 1024;
            return this;
        }

        Service apart(String label) {
            apart = label;
            return this;
        }

        Service only(String label, String value) {
            only.put(label, value);
            return this;
        }

        Service near(String service) {
            near.add(service);
            return this;
        }

        Service after(String service) {
            after.add(service);
            return this;
        }

        Service atOnce(int number) {
            atOnce = number;
            return this;
        }

        Service stableFor(int seconds) {
            stableFor = Duration.ofSeconds(seconds);
            return this;
        }

        Service lostAfter(int seconds) {
            lostAfter = Duration.ofSeconds(seconds);
            return this;
        }

        Service order(ServiceSpec.Update.Order value) {
            order = Optional.of(value);
            return this;
        }

        Service exclusive(ServiceSpec.Exclusive value) {
            exclusive = value;
            return this;
        }

        Service uses(String service) {
            env.add(new ContainerSpec.Env("HOST", new Value.Text(List.of(new Part.Address(
                    new ServiceName(service), Part.Address.Field.ADDRESS, "sql")))));
            return this;
        }

        Service secret(String secret) {
            env.add(new ContainerSpec.Env("TOKEN", new Value.Secret(new SecretName(secret))));
            return this;
        }

        Service template(String text) {
            files.clear();
            files.add(new ContainerSpec.FileMount("/etc/file",
                    new FileContent.Template("file", text)));
            return this;
        }

        Service reload() {
            reload = true;
            return this;
        }

        Service port(String port, int number) {
            ports.add(new ContainerSpec.Port(port, number, Optional.empty()));
            return this;
        }

        Service published(String port, int number) {
            ports.add(new ContainerSpec.Port(port, number, Optional.of(number)));
            return this;
        }

        Service volume(String volume) {
            volumes.add(volume);
            return this;
        }

        Service leaveBehind() {
            leaveBehind = true;
            return this;
        }

        private ServiceSpec build() {
            ContainerSpec container = new ContainerSpec(image, List.of(), env, files, ports,
                    volumes.stream().map(each -> new ContainerSpec.Volume("/" + each, each,
                            leaveBehind)).toList(),
                    new Resources(milliCpu, memory), Optional.empty(),
                    reload ? Optional.of("HUP") : Optional.empty(), ContainerSpec.Stop.DEFAULT);
            ServiceSpec.Place place = new ServiceSpec.Place(
                    Optional.of(apart).filter(label -> !label.isEmpty()), only,
                    near.stream().map(ServiceName::new).toList());
            return new ServiceSpec(new ServiceName(name), container, place,
                    after.stream().map(ServiceName::new).toList(),
                    new ServiceSpec.Update(atOnce, stableFor,
                            ServiceSpec.Update.OnFailure.ROLLBACK, order),
                    exclusive, lostAfter, SourceMark.NONE);
        }
    }
}
