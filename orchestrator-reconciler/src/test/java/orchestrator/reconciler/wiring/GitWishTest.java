package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitWishTest {
    private static GitOptions listen(String text) {
        return new GitWish(Optional.of(text), List.of()).over(GitOptions.NONE);
    }

    private static GitOptions allow(String text) {
        return new GitWish(Optional.empty(), List.of(text)).over(GitOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9400, 127.0.0.1:9400", "9400, 127.0.0.1:9400", ":9400, 127.0.0.1:9400",
            "0.0.0.0:1, 0.0.0.0:1", "[::]:65535, [::]:65535", "core-01.lan:80, core-01.lan:80"})
    void other_machines_are_listened_to_only_when_that_is_said(String typed, String meant) {
        assertThat(listen(typed).listen().map(ListenAddress::toString)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "host", "host:", "host:0", "host:65536", "host:999999",
            "::1:80", "[::1]", "[x]:80", "a b:80", "http://host:80", "host:80/git", "-1"})
    void what_is_no_address_is_refused(String typed) {
        assertThatThrownBy(() -> listen(typed)).isInstanceOf(WrongOptionException.class)
                .hasMessageStartingWith("--git-listen " + typed + " is no address to listen on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/git", "/", "/a b", "localhost", "git.lan:3000", "10.0.0.1:80",
            "[::1]:8080"})
    void folders_and_hosts_may_be_allowed(String typed) {
        assertThat(allow(typed).allow()).containsExactly(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "srv/git", "./x", "file:///srv", "http://host", "host:port", "a b",
            "--upload-pack=x", "-x", "host:123456"})
    void nothing_else_may(String typed) {
        assertThatThrownBy(() -> allow(typed)).isInstanceOf(WrongOptionException.class)
                .hasMessageStartingWith("--git-allow " + typed + " is neither a folder");
    }
}
