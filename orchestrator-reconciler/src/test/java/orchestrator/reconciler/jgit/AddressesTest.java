package orchestrator.reconciler.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses servers let themselves be sent to. */
class AddressesTest {
    private static final AllowedAddresses USUAL = AllowedAddresses.of(List.of());

    /** Everything but connecting. */
    private static Address ask(String url, AllowedAddresses allowed) {
        Address address = AddressParser.parse(url);
        allowed.check(address);
        if (address instanceof Address.Remote remote) {
            allowed.resolve(remote);
        }
        return address;
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/a.git", "https://127.1/a", "https://127.0.1/a",
            "https://2130706433/a", "https://017700000001/a", "https://0x7f000001/a",
            "https://0x7f.1/a", "https://0177.0.0.1/a", "https://127.0.0.01/a", "https://0/a",
            "https://0.0.0.0/a", "https://127.255.255.254/a", "https://localhost/a",
            "https://LOCALHOST/a", "https://localhost./a", "https://127.0.0.1./a",
            "https://[::1]/a", "https://[::]/a", "https://[0:0:0:0:0:0:0:1]/a",
            "https://[::ffff:127.0.0.1]/a", "https://[::ffff:7f00:1]/a", "https://[::127.0.0.1]/a",
            "https://[64:ff9b::127.0.0.1]/a", "https://[64:ff9b::a9fe:a9fe]/a",
            "https://[2002:7f00:1::]/a", "https://[2002:a9fe:a9fe::1]/a",
            "https://[2001:0:7f00:1::1]/a", "https://[fe80::1]/a", "https://[ff02::1]/a",
            "https://[fd00:ec2::254]/latest/meta-data", "https://169.254.169.254/latest/meta-data",
            "https://169.254.0.1/a", "https://100.100.100.200/latest", "https://192.0.0.192/opc",
            "https://224.0.0.1/a", "https://255.255.255.255/a", "https://240.0.0.1/a",
            "https://0.1.2.3/a", "ssh://127.0.0.1/a", "ssh://git@localhost:22/a",
            "git@127.0.0.1:a.git", "git@localhost:a.git", "git@[::1]:a.git",
            "http://192.0.2.1/a.git", "git://192.0.2.1/a.git", "http://127.0.0.1:8080/a",
            "git://localhost/a", "file:///srv/git/shop.git", "/srv/git/shop.git", "file:///etc",
            "file://localhost/srv/git", "file://elsewhere/srv/git", "relative/path", "../up",
            "./here", "~/shop.git", "C:\\shop", "C:/shop", "ext::sh -c touch% /tmp/x",
            "ext::/bin/sh", "fd::17", "fd::17/foo", "persistent-https://192.0.2.1/a",
            "ftp://192.0.2.1/a", "ftps://192.0.2.1/a", "sftp://192.0.2.1/a", "rsync://192.0.2.1/a",
            "amazon-s3://a@b/c", "bundle:///tmp/x", "git+ssh://192.0.2.1/a", "javascript:alert(1)",
            "ssh://-oProxyCommand=id/a", "-oProxyCommand=id", "--upload-pack=id",
            "ssh://-x@192.0.2.1/a", "-x@192.0.2.1:a", "git@-oProxyCommand=id:a",
            "ssh://192.0.2.1/-x", "git@192.0.2.1:-x", "git@192.0.2.1:--upload-pack=id",
            "ssh://192.0.2.1/%2e%2e/%2e%2e/a", "https://192.0.2.1/a/../../b",
            "https://192.0.2.1/%0a", "https://192.0.2.1/a\nb", "https://192.0.2.1/a\u0000b",
            "https://192.0.2.1\\@127.0.0.1/a", "https://192.0.2.1#@127.0.0.1/a",
            "https://192.0.2.1/a?b=c", "https://192.0.2.1/a#b", "https://user:letmein@192.0.2.1/a",
            "https://a@b@127.0.0.1/a", "https://192.0.2.1:99999/a", "https://192.0.2.1:0/a",
            "https://192.0.2.1:x/a", "https:///a", "https://", "https://192.0.2.1", "", " ",
            "https://a..b/c", "https://%31%32%37.0.0.1/a", "https://\u2460\u2461\u2466.0.0.1/a",
            "ssh://192.0.2.1/%zz", "file:///srv/%00", "file://", "file:/srv/git"})
    void what_is_not_a_git_server_elsewhere_is_refused(String url) {
        assertThatThrownBy(() -> ask(url, USUAL)).isInstanceOfSatisfying(
                RepositoryException.class, AddressesTest::refusesWithoutThePassword);
    }

    private static void refusesWithoutThePassword(RepositoryException e) {
        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
        assertThat(e.getMessage()).doesNotContain("letmein").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://192.0.2.1/shop.git", "https://10.1.2.3:8443/a/shop",
            "https://172.16.0.1/a", "https://192.168.1.1/a", "https://[2001:db8::1]/a",
            "https://[fd12:3456::1]/a", "https://alice@192.0.2.1/a.git",
            "ssh://git@192.0.2.1/srv/shop.git", "ssh://192.0.2.1:2222/shop.git",
            "git@192.0.2.1:shop.git", "git@192.0.2.1:group/shop.git", "git@[2001:db8::1]:shop",
            "https://192.0.2.1/a%20b.git"})
    void servers_in_networks_are_open_to_all_by_https_and_ssh(String url) {
        assertThatCode(() -> ask(url, USUAL)).doesNotThrowAnyException();
    }

    @Test
    void a_host_that_is_named_may_be_asked_in_any_way_at_its_port_alone() {
        AllowedAddresses port = AllowedAddresses.of(List.of("LocalHost:8080", "[::1]:80"));
        assertThatCode(() -> ask("http://localhost:8080/a", port)).doesNotThrowAnyException();
        assertThatCode(() -> ask("git://localhost:8080/a", port)).doesNotThrowAnyException();
        assertThatCode(() -> ask("http://[::1]/a", port)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ask("http://localhost:8081/a", port))
                .hasMessageContaining("--git-allow localhost:8081");
        assertThatThrownBy(() -> ask("http://127.0.0.1:8080/a", port))
                .isInstanceOf(RepositoryException.class);
        AllowedAddresses any = AllowedAddresses.of(List.of("127.0.0.1"));
        assertThatCode(() -> ask("http://127.0.0.1:9/a", any)).doesNotThrowAnyException();
    }

    @Test
    void a_name_that_means_another_address_by_the_time_of_connecting_is_refused()
            throws IOException {
        Address.Web web = (Address.Web) AddressParser.parse("https://git.example.com/a");
        for (String rebound : List.of("127.0.0.1", "169.254.169.254", "::1", "0.0.0.0")) {
            assertThatThrownBy(() -> USUAL.check(web, InetAddress.getByName(rebound)))
                    .hasMessageContaining("not an address of a git server elsewhere");
        }
        CheckedSockets sockets = new CheckedSockets(
                (javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault(),
                connected -> USUAL.check(web, connected));
        try (var server = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = new java.net.Socket(server.getInetAddress(), server.getLocalPort())) {
            assertThatThrownBy(() -> sockets.createSocket(socket, "git.example.com", 443, true))
                    .isInstanceOf(RepositoryException.class);
        }
    }

    @Test
    void a_folder_is_open_with_all_below_it_but_not_where_links_lead_out(@TempDir Path root)
            throws IOException {
        Path open = Files.createDirectories(root.resolve("open"));
        Path closed = Files.createDirectories(root.resolve("closed"));
        Files.createDirectories(root.resolve("open-too"));
        Files.createSymbolicLink(open.resolve("link"), closed);
        AllowedAddresses allowed = AllowedAddresses.of(List.of(open.toString()));
        assertThatCode(() -> ask(open + "/shop.git", allowed)).doesNotThrowAnyException();
        assertThatCode(() -> ask("file://" + open + "/a%20b.git", allowed))
                .doesNotThrowAnyException();
        for (String path : List.of(closed.toString(), open + "/../closed", open + "/link",
                root + "/open-too", "/", open + "/%2e%2e/closed")) {
            assertThatThrownBy(() -> ask("file://" + path, allowed)).as(path)
                    .isInstanceOf(RepositoryException.class);
        }
    }

    @Test
    void a_person_may_ask_anything_on_their_own_machine_but_no_programs() {
        AllowedAddresses everything = AllowedAddresses.EVERYTHING;
        assertThat(ask("http://localhost/a", everything)).isInstanceOf(Address.Web.class);
        assertThat(ask("/srv/a", everything)).isInstanceOf(Address.Local.class);
        for (String url : List.of("ext::sh -c id", "ssh://-oProxyCommand=id/a",
                "--upload-pack=x")) {
            assertThatThrownBy(() -> ask(url, everything))
                    .isInstanceOf(RepositoryException.class);
        }
    }
}
