package orchestrator.reconciler.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

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
            ZKClientConfig settings = new ClientSettings();
            ZKClientConfig usual = new ZKClientConfig();
            assertThat(settings.getProperty(REALM)).isEqualTo(usual.getProperty(REALM))
                    .isEqualTo("here");
            assertThat(settings.getProperty(TRUST)).isEqualTo(usual.getProperty(TRUST))
                    .isEqualTo("/some/file");
            assertThat(settings.getProperty(ZKClientConfig.JUTE_MAXBUFFER))
                    .isEqualTo(usual.getProperty(ZKClientConfig.JUTE_MAXBUFFER));
            assertThat(settings.isSaslClientEnabled()).isEqualTo(usual.isSaslClientEnabled());
        } finally {
            System.clearProperty(REALM);
            System.clearProperty(TRUST);
        }
    }
}
