package orchestrator.cli.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.testhosts.BusyboxImage;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.RequiresDocker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit is an apply: one story over a repository on this machine and one behind a git server, on
 * a cluster of {@code orch up} with real containers.
 */
@RequiresDocker
@Timeout(600)
class GitOpsIT {
    @TempDir
    Path home;

    @BeforeAll
    static void image() {
        BusyboxImage.importInto(Optional.ofNullable(System.getenv("DOCKER_HOST"))
                .orElse("unix:///var/run/docker.sock"), Shop.IMAGE);
    }

    @AfterAll
    static void removeImage() {
        HostCommand.attempt(Duration.ofSeconds(30), List.of("docker", "rmi", "-f", Shop.IMAGE));
    }

    @Test
    void a_commit_is_an_apply() throws Exception {
        Stopwatch watch = new Stopwatch();
        try (GitStory story = new GitStory(home, watch)) {
            watch.step("orch up listens for pushes", story::up);
            watch.step("connect: two projects, a folder and a git server", story::connect);
            watch.step("push, told by a webhook", story::push);
            watch.step("the git server goes away", story::cutBlog);
            watch.step("a bad file: carets, the last good stays", story::pushBadFile);
            watch.step("a broken image: rolled back, said on the commit", story::pushBrokenImage);
            watch.step("the fix does not wait for the broken one", story::pushFixWhileBrokenRolls);
            watch.step("a forced push waits for a person", story::pushByForce);
            watch.step("the leader is killed between push and apply, twice", story::killLeader);
            watch.step("only what a listed key signed", story::sign);
            watch.step("the git server is back after a minute", story::bringBlogBack);
            watch.step("the file is gone: a person is asked", story::deleteFile);
        } finally {
            watch.print();
        }
    }
}
