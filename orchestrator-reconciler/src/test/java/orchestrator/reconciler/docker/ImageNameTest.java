package orchestrator.reconciler.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"hello,hello,latest", "hello:latest,hello,latest", "mysql:8.4,mysql,8.4",
            "library/mysql:8,library/mysql,8",
            "registry.example.com:5000/shop,registry.example.com:5000/shop,latest",
            "registry.example.com:5000/shop:1.2,registry.example.com:5000/shop,1.2",
            "shop@sha256:abc,shop,sha256:abc", "shop:1@sha256:abc,shop,sha256:abc",
            "registry.example.com:5000/shop:1@sha256:abc,registry.example.com:5000/shop,sha256:abc"})
    void names_one_tag_and_never_all_of_them(String text, String repository, String tag) {
        assertThat(ImageName.parse(text)).isEqualTo(new ImageName(repository, tag));
    }
}
