package orchestrator.reconciler.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.SpecHash;
import orchestrator.core.template.RenderedContainer;
import orchestrator.reconciler.runtime.ContainerRuntime.RenderedFile;

/**
 * The files of a container, ready to be copied.
 *
 * @param digest of those that may change under a running container. Files of secrets are left out:
 *               another secret is another container, and nothing of a secret may lie on a disk
 */
record ContainerFiles(List<RenderedFile> all, String digest) {
    private static final int READABLE = 0644;
    private static final int READABLE_ONLY = 0444;

    static ContainerFiles of(ContainerSpec spec, RenderedContainer rendered) {
        List<RenderedFile> files = new ArrayList<>();
        StringBuilder changing = new StringBuilder();
        for (ContainerSpec.FileMount mount : spec.files()) {
            String text = rendered.files().get(mount.path());
            boolean secret = mount.content() instanceof FileContent.Secret;
            files.add(new RenderedFile(mount.path(), text.getBytes(StandardCharsets.UTF_8),
                    secret ? READABLE_ONLY : READABLE));
            if (!secret) {
                changing.append(mount.path()).append('\n').append(text.length()).append('\n')
                        .append(text).append('\n');
            }
        }
        return new ContainerFiles(files, SpecHash.digest(changing.toString()));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
