package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.SecretName;
import orchestrator.reconciler.git.Head.Signature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is checked before anything is followed, plans of branches, and hooks. */
class GitConnectTest {
    private static final String CONNECT = "git connect " + FakeLeader.URL + " --path shop.yml ";
    @TempDir
    private Path folder;
    private Orch orch;
    private FakeLeader leader;

    @BeforeEach
    void begin() {
        orch = new Orch(folder);
        orch.cluster.nodes.add(3, false);
        leader = new FakeLeader(orch.cluster);
        orch.repositories.push(FakeLeader.URL, "main", "two lamps", files(2, "1.4.2"));
    }

    private static Map<String, String> files(int copies, String tag) {
        return Map.of("shop.yml", Examples.lamp(copies, tag), "haproxy.cfg", Examples.HAPROXY,
                "bad.yml", "project: shop\nrn: {}\n");
    }

    private GitSource source() {
        return orch.cluster.git.sources.get(FakeLeader.SHOP);
    }

    private void refused(String line, int exitCode) {
        assertThat(orch.run(line).exitCode()).as(line).isEqualTo(exitCode);
        assertThat(orch.cluster.git.sources).as(line).isEmpty();
    }

    @Test
    void refuses_what_is_no_repository() {
        for (String url : List.of("shop", "github.com/alice/shop", "htps://git.example.com/shop",
                "ext::sh", "--upload-pack=x", "https://git.example.com/shop?x=1",
                "https://alice:tiger@git.example.com/shop.git",
                "https://ghp_abcdefghijk@github.com/alice/shop.git", "file://relative",
                "ssh://git@git.example.com/shop.git", "git@git.example.com:shop.git")) {
            refused("git connect " + url + " --path shop.yml", ExitCode.WRONG_INPUT);
        }
        assertThat(orch.transcript().replaceAll("(?m)^\\$.*", "")).doesNotContain("tiger")
                .doesNotContain("ghp_");
        Golden.check("git_refuses_what_is_no_repository", orch.transcript());
    }

    @Test
    void refuses_what_could_not_be_followed() {
        refused("git connect " + FakeLeader.URL, ExitCode.WRONG_INPUT);
        refused("git connect https://git.example.com/shp.git --path shop.yml",
                ExitCode.WRONG_INPUT);
        refused(CONNECT + "--branch mian", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--branch a..b", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--branch refs/tags/v1", ExitCode.WRONG_INPUT);
        refused("git connect " + FakeLeader.URL + " --path shpo.yml", ExitCode.WRONG_INPUT);
        refused("git connect " + FakeLeader.URL + " --path ../shop.yml", ExitCode.WRONG_INPUT);
        refused("git connect " + FakeLeader.URL + " --path bad.yml", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--project other", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--interval 1s", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--interval soon", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--on-drift ignore", ExitCode.WRONG_INPUT);
        refused(CONNECT + "-p shop --credentials git-token", ExitCode.WRONG_INPUT);
        refused(CONNECT + "-p shop --credentials tiGer=", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--credentials git-token", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--webhook git-hook", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--report gitea", ExitCode.WRONG_INPUT);
        refused(CONNECT + "--token git-token", ExitCode.WRONG_INPUT);
        orch.repositories.answers = false;
        refused(CONNECT, ExitCode.WRONG_INPUT);
        orch.reachable = false;
        refused(CONNECT + "-p shop", ExitCode.UNREACHABLE);
        Golden.check("git_refuses_what_could_not_be_followed", orch.transcript());
    }

    @Test
    void takes_public_keys_and_refuses_private_ones() {
        String key = publicKey("ssh-ed25519");
        orch.write("id", "-----BEGIN OPENSSH PRIVATE KEY-----\nnone\n");
        orch.write("secret.asc", "-----BEGIN PGP PRIVATE KEY BLOCK-----\nnone\n");
        orch.write("empty", "# nobody\n");
        orch.write("dsa.pub", "ssh-dss AAAA bob\n");
        orch.write("short.pub", "ssh-ed25519 AAAA bob\n");
        orch.write("keys", "# who may\nalice@example.com " + key + "\n" + key + " bob\n");
        for (String file : List.of("id", "secret.asc", "empty", "dsa.pub", "short.pub", "none")) {
            refused(CONNECT + "--verify " + file, ExitCode.WRONG_INPUT);
        }
        orch.repositories.signature = new Signature(Signature.Verdict.NONE, "it is not signed");
        refused(CONNECT + "--verify keys", ExitCode.WRONG_INPUT);
        orch.repositories.signature = new Signature(Signature.Verdict.GOOD, "alice@example.com");
        assertThat(orch.run(CONNECT + "--verify keys --no-wait").exitCode()).isZero();
        assertThat(source().trustedKeys()).isEqualTo("alice@example.com " + key + "\n* " + key
                + " bob\n");
        Golden.check("git_takes_public_keys", orch.transcript());
    }

    private static String publicKey(String type) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        byte[] blob = new byte[4 + name.length + 4 + 32];
        blob[3] = (byte) name.length;
        System.arraycopy(name, 0, blob, 4, name.length);
        blob[4 + name.length + 3] = 32;
        return type + " " + Base64.getEncoder().encodeToString(blob);
    }

    @Test
    void keeps_all_that_was_asked_for() {
        orch.write("known_hosts", "[git.example.com]:2222 " + publicKey("ssh-ed25519") + "\n");
        orch.write("others", "git.example.com " + publicKey("ssh-ed25519") + "\n");
        String url = "ssh://git@git.example.com:2222/alice/shop.git";
        String all = "git connect " + url + " --path stacks/shop.yml -p shop --branch release/1"
                + " --interval 1m --on-drift report --notes --report gitea --token git-token"
                + " --credentials git-key --webhook git-hook --no-wait";
        refused(all, ExitCode.WRONG_INPUT);
        refused(all + " --known-hosts others", ExitCode.WRONG_INPUT);
        for (String name : List.of("git-token", "git-key", "git-hook")) {
            refused(all + " --known-hosts known_hosts", ExitCode.WRONG_INPUT);
            orch.pipe("tiger\n").run("secret set " + name + " -p shop --for-git");
        }
        assertThat(orch.run(all + " --known-hosts known_hosts").exitCode()).isZero();
        assertThat(source().url()).isEqualTo(url);
        assertThat(source().onDrift()).isEqualTo(GitSource.OnDrift.REPORT);
        assertThat(source().report().forge().orElseThrow()).isEqualTo(new GitSource.Forge(
                GitSource.Forge.Kind.GITEA, "https://git.example.com/api/v1", "alice/shop",
                new SecretName("git-token")));
        orch.run("git connect https://git.example.com/other.git --path stacks/shop.yml -p shop "
                + "--credentials git-key --no-wait");
        assertThat(orch.person("y\n").run("git connect https://git.example.com/other.git --path "
                + "stacks/shop.yml -p shop --credentials git-key --no-wait").exitCode()).isZero();
        assertThat(source().url()).endsWith("other.git");
        Golden.check("git_keeps_all_that_was_asked_for", orch.transcript());
    }

    @Test
    void asks_before_the_first_look_stops_something() {
        orch.write("shop.yml", Examples.lamp(4, "1.4.2"));
        orch.write("haproxy.cfg", Examples.HAPROXY);
        orch.run("apply -q");
        orch.forget();
        assertThat(orch.run(CONNECT).exitCode()).isEqualTo(ExitCode.NEEDS_YES);
        assertThat(orch.cluster.git.sources).isEmpty();
        assertThat(orch.run(CONNECT + "--yes --timeout 3s").exitCode())
                .isEqualTo(ExitCode.TIMEOUT);
        Golden.check("git_asks_before_the_first_look_stops_something", orch.transcript());
    }

    @Test
    void plans_a_branch_and_a_commit() {
        leader.connected();
        CommitMark head = leader.commit(1, "two lamps");
        leader.seen(head, "poll");
        leader.applies(head, Examples.lamp(2, "1.4.2"));
        orch.cluster.settle();
        orch.repositories.push(FakeLeader.URL, "more", "three lamps", files(3, "1.4.2"));
        assertThat(orch.run("git plan more").exitCode()).isZero();
        assertThat(orch.run("git plan more shop --exit-code").exitCode()).isEqualTo(6);
        assertThat(orch.run("git plan main --exit-code").exitCode()).isZero();
        assertThat(orch.run("git plan less").exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        String git = "plan --git " + FakeLeader.URL;
        assertThat(orch.run(git + "@more --exit-code").exitCode()).isEqualTo(6);
        Map<String, Object> json = JsonSyntax.all(orch.run(git + "@more -o json").out())
                .getLast();
        assertThat(json).containsEntry("schema", "orch.plan/1");
        assertThat(json.get("git")).asString().contains("branch=more");
        assertThat(orch.run(git + "@" + FakeRepositories.id(1) + " --path shop.yml").exitCode())
                .isZero();
        for (String wrong : List.of(git, git + "@" + FakeRepositories.id(2), git + "@more -f x",
                git + "@more --path bad.yml", git + "@more --path no.yml", "plan --path x",
                "plan --git https://git.example.com/other.git@main")) {
            assertThat(orch.run(wrong).exitCode()).as(wrong).isEqualTo(ExitCode.WRONG_INPUT);
        }
        orch.repositories.answers = false;
        assertThat(orch.run(git + "@more").exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(orch.repositories.open).isZero();
        Golden.check("git_plans_a_branch_and_a_commit", orch.transcript());
    }

    @Test
    void prints_hooks_that_say_nothing_and_keep_the_key_to_themselves() throws Exception {
        leader.connected();
        orch.run("git hook");
        orch.run("git hook shop --zookeeper 10.0.0.1:2181");
        assertThat(orch.run("git sync --hook")).isEqualTo(new Orch.Ran(0, "", ""));
        assertThat(orch.cluster.git.orders.get(FakeLeader.SHOP).by()).isEqualTo("hook");
        orch.run("git hook --webhook http://10.0.0.1:8099");
        String webhook = "git hook --webhook http://10.0.0.1:8099 --write-key shop.key";
        orch.pipe("tiger\n").run(webhook);
        orch.cluster.git.sources.put(FakeLeader.SHOP, hooked());
        orch.pipe("").run(webhook);
        Orch.Ran ran = orch.pipe("tiger\n").run(webhook);
        assertThat(ran.exitCode()).isZero();
        String screens = orch.transcript();
        assertThat(orch.pipe("tiger\n").run(webhook).exitCode())
                .as("a key is not written over").isEqualTo(ExitCode.WRONG_INPUT);
        byte[] blocks = Files.readAllBytes(folder.resolve("shop.key"));
        assertThat(new String(blocks, StandardCharsets.ISO_8859_1)).doesNotContain("tiger");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("tiger".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(signed(ran.out())).isEqualTo(HexFormat.of().formatHex(mac.doFinal(
                "5.{\"ref\":\"refs/heads/main\"}".getBytes(StandardCharsets.UTF_8))));
        Golden.check("git_prints_hooks", screens.replace(folder.toString(), "/srv/git"));
    }

    private GitSource hooked() {
        GitSource from = source();
        return new GitSource(from.project(), from.id(), from.url(), from.branch(), from.path(),
                from.interval(), from.access(), "", from.onDrift(), from.report(),
                java.util.Optional.of(new SecretName("git-hook")), from.who(), from.since(),
                from.pause());
    }

    /** What the lines that sign come to, at second 5, in a real shell. */
    private String signed(String script) throws Exception {
        String signing = script.substring(0, script.indexOf("curl"))
                .replace("$(date +%s)", "5") + "\necho $sign\n";
        Process shell = new ProcessBuilder("sh", "-c", signing).start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("sh and openssl are needed").isZero();
        return printed.strip();
    }

    @Test
    void helps_with_each_act() {
        orch.run("git");
        orch.run("git --help");
        orch.run("help git connect");
        for (GitAct act : GitAct.values()) {
            orch.run("git " + act.word() + " --help");
        }
        orch.run("git conect");
        orch.run("git pull");
        orch.run("git connect");
        orch.run("sync");
        assertThat(Verb.values()).hasSizeLessThanOrEqualTo(Verb.MOST);
        Golden.check("git_helps_with_each_act", orch.transcript());
    }
}
