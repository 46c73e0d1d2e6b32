package io.tickwire.it;

/** The Java kit, in this process. */
final class JavaKitIT extends KitContract {

    @Override
    Kit create() {
        return new JavaKit();
    }
}
