package orchestrator.reconciler.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import orchestrator.reconciler.store.ClusterStore;
import org.apache.zookeeper.client.ZKClientConfig;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
    private static final String REALM = "zookeeper.server.realm";
    private static final String TRUST = "zookeeper.ssl.trustStore.location";

    @Test
    void are_the_same_as_those_of_the_usual_client() {
        System.setProperty(REALM, "here");
        System.setProperty(TRUST, "/some/file");
        try {
            ZKClientConfig settings = new ClientSettings(NewestTold.toNobody());
            ZKClientConfig usual = new ZKClientConfig();
            assertThat(settings.getProperty(REALM)).isEqualTo(usual.getProperty(REALM))
                    .isEqualTo("here");
            assertThat(settings.getProperty(TRUST)).isEqualTo(usual.getProperty(TRUST))
                    .isEqualTo("/some/file");
            assertThat(settings.isSaslClientEnabled()).isEqualTo(usual.isSaslClientEnabled());
        } finally {
            System.clearProperty(REALM);
            System.clearProperty(TRUST);
        }
    }

    @Test
    void take_an_answer_with_as_many_records_of_the_largest_size_as_are_asked_for_at_once() {
        int least = PipelinedReads.TOGETHER * ClusterStore.MAX_RECORD_BYTES;

        assertThat(longestAnswer()).isGreaterThan(least);
        System.setProperty(ZKClientConfig.JUTE_MAXBUFFER, "4194304");
        try {
            assertThat(longestAnswer()).isGreaterThan(least);
            System.setProperty(ZKClientConfig.JUTE_MAXBUFFER, "1073741824");
            assertThat(longestAnswer()).isEqualTo(1 << 30);
        } finally {
            System.clearProperty(ZKClientConfig.JUTE_MAXBUFFER);
        }
    }

    private static int longestAnswer() {
        return new ClientSettings(NewestTold.toNobody()).getInt(ZKClientConfig.JUTE_MAXBUFFER, 0);
    }
}
