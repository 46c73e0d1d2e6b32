package io.tickwire.inference.shelf;

/** Puts lines on a shelf for tests of other packages. */
public final class Shelves {

    private Shelves() {}

    public static void put(ModelShelf shelf, String model, Line line) {
        shelf.put(model, line);
    }
}
