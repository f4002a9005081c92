package orchestrator.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.AssignedInstance.Origin;
import orchestrator.core.model.AssignedInstance.Reference;
import orchestrator.core.model.AssignedInstance.SecretUse;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.InstanceStatus.Condition;
import orchestrator.core.model.ServiceSpec.Exclusive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What writes its equality out must not forget a component, now or when one is added. */
class WrittenEqualityTest {
    private static final ProjectName SHOP = new ProjectName("shop");

    /** One of each, made anew, so that no part of it is the same object as before. */
    private static List<Record> each(int n) {
        SpecHash spec = new SpecHash("spec " + n);
        Reason reason = new Reason(ReasonCode.values()[n], "since " + n);
        Resources reserved = new Resources(n, n + 1L);
        Origin origin = new Origin(n, n + 1);
        Upkeep upkeep = new Upkeep(Duration.ofSeconds(n), Optional.of("image " + n),
                Exclusive.values()[n]);
        Endpoint endpoint = new Endpoint(InstanceId.parse(SHOP, "web-" + (n + 1)),
                new NodeName("node-" + n), "host " + n, new TreeMap<>());
        return List.of(spec, reason, reserved, origin, upkeep,
                new Condition(Phase.values()[n], reason, n, n, List.of("line " + n), n == 1),
                new Arrangement(spec, new SpecHash("container " + n), reserved, List.of(1000 + n),
                        List.of(new Reference(new ServiceName("web"), endpoint)),
                        List.of(new EndpointList("web", List.of(endpoint))),
                        List.of(new SecretUse(
                                new SecretId(SHOP, "shared", new SecretName("word")), n + 1)),
                        origin, upkeep));
    }

    static Stream<Record[]> pairs() {
        List<Record> one = each(0);
        List<Record> other = each(1);
        return Stream.iterate(0, i -> i < one.size(), i -> i + 1)
                .map(i -> new Record[]{one.get(i), each(0).get(i), other.get(i)});
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void no_component_is_forgotten(Record one, Record same, Record other) throws Exception {
        assertThat(same).isEqualTo(one).hasSameHashCodeAs(one).isNotSameAs(one);
        assertThat(one.equals("another kind")).isFalse();
        RecordComponent[] components = one.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            assertThat(withOneOf(one, other, i)).as(components[i].getName()).isNotEqualTo(one);
        }
    }

    private static Record withOneOf(Record one, Record other, int place) throws Exception {
        RecordComponent[] components = one.getClass().getRecordComponents();
        Constructor<? extends Record> constructor = one.getClass().getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(i == place ? other : one);
        }
        return constructor.newInstance(values);
    }
}
