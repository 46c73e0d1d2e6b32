package io.tickwire.journal;

final class MemoryMqttStoreTest extends MqttStoreContract {

    @Override
    protected Place place() {
        MqttStore store = new MemoryMqttStore();
        return new Place() {
            @Override
            public MqttStore store() {
                return store;
            }

            @Override
            public MqttStore reopened() {
                return store;
            }

            @Override
            public void close() {
                // What is in memory goes with it.
            }
        };
    }
}
