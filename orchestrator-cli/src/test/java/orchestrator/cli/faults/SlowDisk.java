package orchestrator.cli.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Makes the disk of a ZooKeeper server slow without the help of the kernel: an agent in its virtual
 * machine that waits before the log is forced to the disk, for as many milliseconds as a file says,
 * and not at all while there is no such file.
 */
public final class SlowDisk {
    private static final String LOG = "org/apache/zookeeper/server/persistence/FileTxnLog";
    private static Path file = Path.of("");

    private SlowDisk() {}

    /** Called by the virtual machine; takes the file that says how slow the disk is. */
    public static void premain(String arguments, Instrumentation machine) {
        file = Path.of(arguments);
        machine.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(ClassLoader loader, String name, Class<?> redefined,
                    ProtectionDomain domain, byte[] bytes) {
                return LOG.equals(name) ? slower(bytes) : null;
            }
        });
    }

    private static byte[] slower(byte[] bytes) {
        ClassFile files = ClassFile.of();
        return files.transformClass(files.parse(bytes), ClassTransform.transformingMethods(
                method -> method.methodName().equalsString("commit"),
                MethodTransform.transformingCode(new PauseFirst())));
    }

    private static final class PauseFirst implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            code.invokestatic(ClassDesc.of(SlowDisk.class.getName()), "pause",
                    MethodTypeDesc.of(ConstantDescs.CD_void));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }

    /** Called by the log of ZooKeeper before it forces what was written to the disk. */
    public static void pause() {
        try {
            if (Files.exists(file)) {
                TimeUnit.MILLISECONDS.sleep(Long.parseLong(Files.readString(file).strip()));
            }
        } catch (IOException | NumberFormatException e) {
            // The file came or went just now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the jar of this agent and returns the option for a virtual machine that is to have it. */
    static String option(Path jar, Path file) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", SlowDisk.class.getName());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest)) {
            for (String each : new String[]{"SlowDisk", "SlowDisk$1", "SlowDisk$PauseFirst"}) {
                String entry = SlowDisk.class.getPackageName().replace('.', '/') + "/" + each
                        + ".class";
                packed.putNextEntry(new JarEntry(entry));
                SlowDisk.class.getResourceAsStream("/" + entry).transferTo(packed);
                packed.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:" + jar + "=" + file;
    }
}
