package orchestrator.reconciler.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.VolumeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerNamesTest {
    private static final ContainerIdentity APACHE = new ContainerIdentity(
            new ClusterId("0123456789abcdef"), new NodeName("north"),
            InstanceId.parse(new ProjectName("shop"), "lamp-3/apache-1"), new Incarnation(7, 12),
            new SpecHash("cafe"), 42);

    @Test
    void a_container_is_named_after_its_incarnation() {
        assertThat(ContainerNames.container(APACHE))
                .isEqualTo("orch.shop.lamp-3-apache-1.7-12.01234567");
    }

    @Test
    void a_volume_is_named_after_its_instance_and_node_and_outlives_incarnations() {
        assertThat(ContainerNames.volume(APACHE, "data"))
                .isEqualTo("orch.01234567.north.shop.lamp-3-apache-1.data");
    }

    @Test
    void labels_give_the_identity_back() {
        assertThat(ContainerNames.identity(ContainerNames.labels(APACHE))).contains(APACHE);
    }

    @Test
    void labels_of_a_volume_give_its_owner_back() {
        assertThat(ContainerNames.volumeId(ContainerNames.volumeLabels(APACHE, "data")))
                .contains(new VolumeId(APACHE.instance(), "data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orch.cluster", "orch.node", "orch.project", "orch.instance",
            "orch.incarnation", "orch.container", "orch.generation"})
    void a_container_that_lacks_a_label_is_not_ours(String missing) {
        Map<String, String> labels = new TreeMap<>(ContainerNames.labels(APACHE));
        labels.remove(missing);
        assertThat(ContainerNames.identity(labels)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"orch.incarnation,seven", "orch.instance,apache", "orch.generation,x",
            "orch.project,Shop!", "orch.node,''"})
    void a_container_with_a_faked_label_is_not_ours(String label, String value) {
        Map<String, String> labels = new TreeMap<>(ContainerNames.labels(APACHE));
        labels.put(label, value);
        assertThat(ContainerNames.identity(labels)).isEmpty();
    }
}
