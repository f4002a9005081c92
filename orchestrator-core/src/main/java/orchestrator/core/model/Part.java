package orchestrator.core.model;

/** A piece of a text: literal, or a {@code ${…}} that is filled in when the instance is placed. */
public sealed interface Part {
    record Literal(String text) implements Part {}

    /**
     * {@code ${mysql.host}}, {@code ${mysql.port}}, {@code ${mysql.address}}, or with the name of a
     * port at the end. {@code port} is always the name of a port of that service.
     */
    record Address(ServiceName service, Field field, String port) implements Part {
        /** Which piece of {@code host:port}. */
        public enum Field {
            HOST, PORT, ADDRESS
        }
    }

    /** {@code ${instance}} and the like: what is known of the instance itself. */
    record Self(Field field) implements Part {
        /** Written in the file in lower case. {@code COPY} is the instance itself outside a stack. */
        public enum Field {
            PROJECT, INSTANCE, COPY, NUMBER, NODE
        }
    }
}
