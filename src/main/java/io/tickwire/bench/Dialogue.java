package io.tickwire.bench;

/** What is said on one connection, and how an answer finds its request. Owner: the load's context. */
interface Dialogue {

    /** Whether the server speaks first, and is only ready then. */
    boolean welcomed();

    /** The text of a request. */
    String request(long seq);

    /** What a text from the server means. */
    Answer read(String text);

    /**
     * An answer.
     *
     * @param seq of the request; -1 when it is not known
     * @param failure empty when it is the expected answer
     */
    record Answer(long seq, String failure) {

        static Answer good(long seq) {
            return new Answer(seq, "");
        }

        static Answer bad(long seq, String failure) {
            return new Answer(seq, failure);
        }
    }
}
