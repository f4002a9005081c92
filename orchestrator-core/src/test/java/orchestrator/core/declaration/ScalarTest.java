package orchestrator.core.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single values are read as, and which are refused. */
class ScalarTest {
    private static final ScalarType<Duration> TIME = Durations.between(Duration.ZERO,
            Duration.ofHours(24));

    private static <T> T value(Parsed<T> parsed) {
        return parsed.checked();
    }

    private static void refused(Parsed<?> parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Wrong.class);
    }

    private static Optional<String> mend(Parsed<?> parsed) {
        return parsed instanceof Parsed.Wrong<?>(Mistake mistake)
                ? mistake.replacement()
                : Optional.empty();
    }

    @ParameterizedTest
    @CsvSource({"6MB,6291456", "6144KB,6291456", "6MiB,6291456", "128MB,134217728",
            "1GB,1073741824", "1GiB,1073741824", "1.5GB,1610612736", "0.5TB,549755813888",
            "16TB,17592186044416", "0.25GB,268435456"})
    void reads_sizes_in_steps_of_1024(String text, long bytes) {
        assertThat(value(Sizes.bytes("memory", text))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "-1", "-1GB", "0MB", "1KB", "17TB", "GB", "1 GB", "1gb", "1G",
            "1g", "1Gi", "1GBs", "1PB", "1,5GB", "1e3MB", "0x10MB", "NaN", ".5GB", "1.GB", "1GB ",
            "\u0661GB", "1\u202eGB", "9999999999999999GB", "unlimited", "50%"})
    void refuses_what_is_no_size(String text) {
        refused(Sizes.bytes("memory", text));
    }

    @ParameterizedTest
    @CsvSource({"512m,512MB", "1g,1GB", "1gb,1GB", "64Mi,64MB", "2G,2GB", "10kb,10KB", "1 GB,1GB"})
    void mends_the_unit_of_a_size(String text, String mended) {
        assertThat(mend(Sizes.bytes("memory", text))).contains(mended);
    }

    @ParameterizedTest
    @CsvSource({"0s,0", "500ms,500", "15s,15000", "5m,300000", "1h,3600000", "1m30s,90000",
            "1h1m1s1ms,3661001", "24h,86400000", "0h,0", "1440m,86400000"})
    void reads_lengths_of_time(String text, long milliseconds) {
        assertThat(value(TIME.read("every", text))).isEqualTo(Duration.ofMillis(milliseconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5", "-5s", "5 s", "5S", "s", "1d", "1w", "1.5s", "30s1m",
            "25h", "9999999999s", "1m 30s", "5sec", "NaN", "PT5S", "1e3s", "five", "00:05"})
    void refuses_what_is_no_length_of_time(String text) {
        refused(TIME.read("every", text));
    }

    @ParameterizedTest
    @CsvSource({"1,1000", "0.5,500", "0.01,10", "1.25,1250", "1024,1024000", "2.000,2000",
            "0.125,125"})
    void reads_cpus_in_thousandths(String text, int milli) {
        assertThat(value(Numbers.milliCpu("cpu", text))).isEqualTo(milli);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "-0.5", "0.001", "0.0001", "1025", "01", ".5", "1.",
            "1,5", "1e3", "NaN", "Infinity", "0x1", "1_0", "two", "1 ", "99999999999", "50%"})
    void refuses_what_is_no_number_of_cpus(String text) {
        refused(Numbers.milliCpu("cpu", text));
    }

    @Test
    void mends_thousandths_of_a_cpu() {
        assertThat(mend(Numbers.milliCpu("cpu", "500m"))).contains("0.5");
        assertThat(mend(Numbers.milliCpu("cpu", "2000m"))).contains("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "65536", "080", "1.0", "1e3", "0x50", "1_000", "NaN", "+80",
            "80 ", "\u0668\u0660", "\uff18\uff10", "80/tcp", "8080:80", "2147483648",
            "99999999999999999999", "http"})
    void refuses_what_is_no_port(String text) {
        refused(Numbers.between(1, Numbers.MAX_PORT).read("port", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "web", "my-web", "a1", "a-b-c", "x86", "web2",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmn"})
    void takes_names(String text) {
        assertThat(value(Words.addressName("service", text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "1a", "A", "Web", "my_web", "my web", "my.web",
            "a/b", "a\\b", "..", ".", "~", "C:", "w\u0435b", "caf\u00e9", "\uff41", "a\u0000",
            "a\u001b[0m", "a\u202eb", "a\nb", "web-1", "web-0", "web-007", "a-b-12", "\ud83d\ude00",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmno", "${web}", "*", "&a", "!x", "a:b"})
    void refuses_what_is_no_name(String text) {
        refused(Words.addressName("service", text));
    }

    @ParameterizedTest
    @CsvSource({"my_web,my-web", "Web,web", "My Web,my-web", "web.site,web-site"})
    void mends_names(String text, String mended) {
        assertThat(mend(Words.name("service", text))).contains(mended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/etc/app/app.cfg", "/a b/c", "/.hidden", "/a/..b", "/a...",
            "/caf\u00e9", "/~", "/a:b", "/a,b", "/$HOME"})
    void takes_paths_of_a_container(String text) {
        assertThat(value(FilePaths.inContainer("path", text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "a", "./a", "~/a", "/a/", "/a//b", "/a/./b", "/a/../b",
            "/..", "/.", "/../etc/passwd", "/a\u0000", "/a\u001b", "/a\nb", "/a\u202eb", "/a\\b",
            "C:/a", "C:\\a", "\\\\server\\share", "/a/.git/config", "/.GIT", "file:///a"})
    void refuses_other_paths_of_a_container(String text) {
        refused(FilePaths.inContainer("path", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"haproxy.cfg", "conf/app.cfg", "a b", "..a", "a..", ".env", "a/b/c/d",
            "caf\u00e9.txt", "x.git/y"})
    void takes_paths_beside_the_declaration(String text) {
        assertThat(value(FilePaths.besideDeclaration("file", text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../a", "a/../b", "a/..", "./a", "a/./b", "a//b", "a/",
            "/a", "/etc/passwd", "~", "~/a", "~root/a", "C:a", "c:\\a", "C:/a", "\\a", "a\\..\\b",
            "\\\\server\\share", ".git/config", "a/.git/hooks/x", ".GIT/config", "a\u0000.cfg",
            "a\nb", "a\u202eb", "a\u001bb", "a\u0085b", "a\u2028b"})
    void refuses_other_paths_beside_the_declaration(String text) {
        refused(FilePaths.besideDeclaration("file", text));
    }

    @Test
    void refuses_paths_no_file_system_takes() {
        refused(FilePaths.inContainer("path", "/" + "a".repeat(256)));
        refused(FilePaths.inContainer("path", "/" + "\u00e9".repeat(128)));
        refused(FilePaths.besideDeclaration("file", "a/".repeat(600) + "a"));
        assertThat(value(FilePaths.inContainer("path", "/" + "a".repeat(255)))).hasSize(256);
    }

    private static List<String> words(String command) {
        return value(CommandSplitter.split(OpenText.literal(command))).stream()
                .map(word -> word.pieces().stream().map(piece -> ((OpenText.Literal) piece).text())
                        .reduce("", String::concat))
                .toList();
    }

    @Test
    void splits_commands_as_a_shell_does() {
        assertThat(words(" a  b\tc\nd ")).containsExactly("a", "b", "c", "d");
        assertThat(words("'a b' \"c d\" e\\ f")).containsExactly("a b", "c d", "e f");
        assertThat(words("a'b'\"c\"d")).containsExactly("abcd");
        assertThat(words("'' \"\"")).containsExactly("", "");
        assertThat(words("\"a\\\"b\\\\c\\n\" 'a\\b'")).containsExactly("a\"b\\c\\n", "a\\b");
        assertThat(words("echo \"&&\" '|' \\; $HOME *")).containsExactly("echo", "&&", "|", ";",
                "$HOME", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "'a", "\"a", "a\\", "a && b", "a | b", "a > b", "a ; b",
            "a &", "a || b"})
    void refuses_commands_that_need_a_shell_or_never_end(String command) {
        refused(CommandSplitter.split(OpenText.literal(command)));
    }

    @Test
    void suggests_the_nearest_name_and_none_that_is_far() {
        List<String> names = List.of("mysql", "apache", "cpu", "memory");

        assertThat(Suggestion.nearest("mysq", names)).contains("mysql");
        assertThat(Suggestion.nearest("MySQL", names)).contains("mysql");
        assertThat(Suggestion.nearest("apahce", names)).contains("apache");
        assertThat(Suggestion.nearest("memroy", names)).contains("memory");
        assertThat(Suggestion.nearest("cup", names)).contains("cpu");
        assertThat(Suggestion.nearest("gpus", names)).isEmpty();
        assertThat(Suggestion.nearest("postgres", names)).isEmpty();
        assertThat(Suggestion.nearest("", names)).isEmpty();
        assertThat(Suggestion.nearest("x".repeat(1000), names)).isEmpty();
    }

    @Test
    void writes_lengths_of_time_as_a_person_does() {
        assertThat(Durations.text(Duration.ofSeconds(90))).isEqualTo("1m30s");
        assertThat(Durations.text(Duration.ZERO)).isEqualTo("0s");
        assertThat(Durations.text(Duration.ofMillis(3_600_100))).isEqualTo("1h100ms");
    }
}
