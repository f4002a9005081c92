package orchestrator.reconciler.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import orchestrator.reconciler.git.NetworkAddress;
import orchestrator.reconciler.git.RepositoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeAddressesTest {
    private final ForgeAddresses nothingAllowed = new ForgeAddresses(List.of());

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1", "https://127.1.2.3:8443/x", "https://localhost",
            "https://0.0.0.0", "https://0.1.2.3", "https://169.254.169.254/latest", "https://[::1]",
            "https://[::]", "https://[fe80::1]", "https://[::ffff:127.0.0.1]",
            "https://[::ffff:7f00:1]", "https://[::127.0.0.1]", "https://[64:ff9b::127.0.0.1]",
            "https://[64:ff9b::a9fe:a9fe]", "https://[2002:7f00:1::1]", "https://[ff02::1]",
            "https://224.0.0.1", "https://255.255.255.255", "https://2130706433",
            "https://100.100.100.200/latest", "https://192.0.0.192/opc", "https://[fd00:ec2::254]",
            "https://[2001:0:7f00:1::1]"})
    void what_is_on_this_machine_or_its_segment_is_not_asked(String address) {
        assertThatThrownBy(() -> nothingAllowed.checked(address))
                .isInstanceOf(RepositoryException.class).hasMessageContaining("--git-allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.1.2.3/api/v4", "https://192.168.1.1",
            "https://192.0.2.1:8443",
            "https://[2001:db8::1]/x", "https://[fd00::1]", "https://[64:ff9b::192.0.2.1]"})
    void what_is_elsewhere_may_be_asked(String address) {
        assertThat(nothingAllowed.checked(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https:", "https://", "api.example.com", "ftp://192.0.2.1",
            "file:///etc/passwd", "https://user:word@192.0.2.1", "https://192.0.2.1/?x",
            "https://192.0.2.1/#x", "https://a b", "jar:https://x!/", "https://192.0.2.1@x:y"})
    void what_is_no_address_of_the_web_is_refused_without_quoting_it(String address) {
        assertThatThrownBy(() -> nothingAllowed.checked(address))
                .hasMessage("the address of the forge's API is none: it must be https://HOST/PATH");
    }

    @Test
    void without_encryption_only_what_is_allowed_is_asked() {
        ForgeAddresses some = new ForgeAddresses(List.of("/srv/git", "Git.lan", "127.0.0.1:3000",
                "192.0.2.1:80"));

        assertThatThrownBy(() -> nothingAllowed.checked("http://192.0.2.1"))
                .hasMessage("192.0.2.1 is not asked without encryption: use https, or start the"
                        + " servers with --git-allow 192.0.2.1");
        for (String good : List.of("http://git.LAN:99/x", "http://127.0.0.1:3000",
                "https://127.0.0.1:3000", "http://192.0.2.1/x")) {
            assertThat(some.checked(good)).hasToString(good);
        }
        for (String bad : List.of("http://127.0.0.1:3001", "https://127.0.0.1",
                "http://192.0.2.1:81", "http://git.lan.example.com")) {
            assertThatThrownBy(() -> some.checked(bad)).as(bad)
                    .isInstanceOf(RepositoryException.class);
        }
    }

    @Test
    void private_networks_are_not_near() throws UnknownHostException {
        assertThat(NetworkAddress.isOfANetwork(InetAddress.getByName("172.17.0.1"))).isTrue();
        assertThat(NetworkAddress.isOfANetwork(InetAddress.getByName("240.0.0.1"))).isFalse();
    }
}
