package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine takes and refuses as the name of an image. */
class ImageReferenceTest {
    private static final String DIGITS = "0123456789abcdef0123456789abcdef"
            + "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "nginx", "nginx:1.27", "nginx:latest", "library/nginx",
            "team/app", "team/sub/app:1", "a/b/c/d/e", "hub.example.com/library/nginx",
            "hub.example.com/nginx", "registry.example.com/app",
            "registry.example.com/team/app:1.4.2",
            "registry.example.com:5000/app", "registry:5000/app", "localhost/app",
            "localhost:5000/app:v1", "127.0.0.1:5000/app", "[2001:db8::1]/app",
            "[2001:db8::1]:5000/app:1", "REGISTRY/app", "Registry.Example.COM/app",
            "sub-dom1.foo.com/bar/baz/quux", "xn--n3h.com/myimage", "xn--7o8h.com/myimage:1",
            "a.b", "a_b", "a__b", "a-b", "a--b", "a---b", "a1.b2_c3", "foo/foo_bar.com:8080",
            "test:5000/repo", "test.com/repo:tag", "test.com:tag", "app:A", "app:_1",
            "app:1.0-rc.1_x", "app:v1.2.3-alpha", "dev/null", "aa/asdf",
            "app@sha256:" + DIGITS, "app:1@sha256:" + DIGITS,
            "registry.example.com:5000/team/app:1@sha256:" + DIGITS,
            "app@sha512:" + DIGITS + DIGITS, "a0123456789abcdef", "0123456789abcdef", "http:app"})
    void takes(String image) {
        assertThat(ImageReference.read("image", image)).isEqualTo(Parsed.value(image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":1", "/app", "app/", "app//x", "app:", "app@", "@sha256:x",
            "Nginx", "team/App", "hub.example.com/Team/app", "app:1:2", "app:-1", "app:.1",
            "app: 1",
            "app 1", " app", "app ", "app\n", "-app", "app-", ".app", "app.", "_app", "app_",
            "a..b", "a___b", "a.-b", "a._b", "a/-b", "a/b-", "a/.b", "https://example.com/app",
            "app@sha256:123", "app@md5:" + DIGITS, "app@sha256:" + DIGITS + "0",
            "app@sha256", "app@" + DIGITS, DIGITS, "ex ample.com/app", "-example.com/app",
            "example-.com/app", "example..com/app", "[::1/app", "::1/app", "[g::1]/app",
            "example.com:port/app", "example.com:/app", "app:ta+g", "app#1", "app?x", "app$",
            "${IMAGE}", "app:${TAG}", "\u0430pp", "caf\u00e9", "a/\u202eb", "app\u0000", "~/app",
            "../app", "a\\b", "app;rm", "app|x", "--privileged"})
    void refuses(String image) {
        assertThat(ImageReference.read("image", image)).isInstanceOf(Parsed.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128})
    void takes_a_tag_of_up_to_128_characters(int length) {
        assertThat(ImageReference.read("image", "app:" + "t".repeat(length)))
                .isInstanceOf(Parsed.Value.class);
        assertThat(ImageReference.read("image", "app:" + "t".repeat(length + 128)))
                .isInstanceOf(Parsed.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 300, 2000})
    void refuses_a_name_longer_than_255_characters(int length) {
        assertThat(ImageReference.read("image", "a".repeat(length)))
                .isInstanceOf(Parsed.Wrong.class);
    }
}
