package io.tickwire.strategy.pack;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;

/**
 * The classes of one version of a strategy: its own first, of the platform only what {@link SharedClasses} names, and the
 * JDK. Any thread.
 */
final class StrategyClassLoader extends URLClassLoader {
    private final ClassLoader platform;

    StrategyClassLoader(String name, URL[] own, ClassLoader platform) {
        super(name, own, ClassLoader.getPlatformClassLoader());
        this.platform = platform;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (name.startsWith("java.")) {
                return super.loadClass(name, resolve);
            }
            return SharedClasses.isShared(name) ? platform.loadClass(name) : own(name, resolve);
        }
    }

    private Class<?> own(String name, boolean resolve) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException notOwn) {
            try {
                // Not the platform's class path: only the JDK's modules.
                return super.loadClass(name, resolve);
            } catch (ClassNotFoundException nowhere) {
                throw new ClassNotFoundException(
                        name
                                + " (a strategy sees its own classes, the JDK, io.tickwire.strategy, io.tickwire.domain and"
                                + " org.slf4j; put other libraries as jars into its folder)",
                        nowhere);
            }
        }
    }

    @Override
    public URL getResource(String name) {
        return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
        return findResources(name);
    }

    static {
        registerAsParallelCapable();
    }
}
